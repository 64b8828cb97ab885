import { createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SpawnedService } from '../support/spawned-service';

/** Starts the service with what it cannot use. @returns all that it says about it */
async function refused(environment: Record<string, string>, configuration?: string): Promise<string> {
  const service = SpawnedService.launch(environment, configuration);
  try {
    expect(await service.exit()).toBe(1);
    return service.errors;
  } finally {
    await service.stop();
  }
}

describe('a start that cannot be', () => {
  it('names every wrong variable, once, and says nothing else', async () => {
    const said = await refused({ PORT: 'abc', SHUTDOWN_GRACE: 'soon', LOG_LEVEL: 'loud' });
    expect(said.trimEnd().split('\n')).toEqual([
      'The configuration is not valid:',
      '  PORT must be a whole number from 0 to 65535 (it is "abc")',
      expect.stringMatching(/^ {2}LOG_LEVEL must be one of .*\(it is "loud"\)$/),
      expect.stringMatching(/^ {2}SHUTDOWN_GRACE must be a duration .*\(it is "soon"\)$/),
    ]);
  });

  it('names the line of a wrong configuration file, and says nothing else', async () => {
    const said = await refused({}, 'models: {}\nmodel: fast\n');
    const lines = said.trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/configuration\.yaml:2: model is not known here$/);
  });

  it('names the port that is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    expect(await refused({ PORT: String(port) })).toBe(
      `The port ${port} is already in use (PORT sets another one).\n`,
    );
    taken.close();
  });
});
