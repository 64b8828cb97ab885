import { once } from 'node:events';
import type { EnvironmentOverrides } from '../config/read-variables';
import { RunningServer } from '../running-server';
import type { FromWorker, ToWorker } from './messages';

/**
 * The life of one worker. It is told by the supervisor when to end; a signal that reaches it directly, as
 * from a terminal or a service manager that signals a whole group, means the same as being told.
 * @param overrides variables that win over the environment
 */
export async function work(overrides: EnvironmentOverrides): Promise<void> {
  const [first] = (await once(process, 'message')) as [Extract<ToWorker, { type: 'start' }>];
  const server = await RunningServer.create(overrides, first.configuration);
  const end = (ended: Promise<void>): void => {
    void ended.then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    end(server.shutDown());
  };
  process.on('message', (message: ToWorker) => {
    if (message.type === 'stop') stop();
    else if (message.type === 'retire') end(server.retire(message.graceMs));
  });
  process.on('SIGTERM', stop).on('SIGINT', stop);
  // The supervisor reloads for all.
  process.on('SIGHUP', () => undefined);
  await server.listen();
  process.send?.({ type: 'ready' } satisfies FromWorker);
}
