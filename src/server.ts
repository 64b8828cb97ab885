import { Logger } from '@nestjs/common';
import cluster from 'node:cluster';
import { ConfigurationError } from './config/configuration-error';
import { parseEnvironment } from './config/parse-environment';
import { type EnvironmentOverrides, readVariables } from './config/read-variables';
import { stopOnSignals } from './lifecycle/stop-on-signals';
import { RunningServer } from './running-server';
import { supervise } from './workers/supervise';
import { work } from './workers/work';

const logger = new Logger('Server');

/**
 * Runs the service until a signal ends it: in this process, or in several under this one, as `WORKERS` says.
 * A start that fails says why in one message and exits with 1.
 * @param overrides variables that win over the environment
 */
export async function startServer(overrides: EnvironmentOverrides = {}): Promise<void> {
  try {
    if (cluster.isWorker) await work(overrides);
    else if (parseEnvironment(readVariables(overrides)).WORKERS > 1) await supervise(overrides);
    else await serve(overrides);
  } catch (error) {
    process.stderr.write(`${reasonOf(error)}\n`);
    process.exit(1);
  }
}

async function serve(overrides: EnvironmentOverrides): Promise<void> {
  const server = await RunningServer.create(overrides);
  stopOnSignals((signal) => {
    logger.log(`${signal}: draining, ${server.active} running`);
    return server.shutDown();
  });
  process.on('SIGHUP', () => void server.reload('SIGHUP'));
  await server.listen();
}

function reasonOf(error: unknown): string {
  if (error instanceof ConfigurationError) return error.message;
  const { code, address, port } = error as NodeJS.ErrnoException & { address?: string; port?: number };
  if (code === 'EADDRINUSE') return `The port ${port} is already in use (PORT sets another one).`;
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL') return `Cannot listen on ${address}:${port} (${code}).`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
