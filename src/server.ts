import { Logger } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { createApplication } from './application';
import type { EnvironmentOverrides } from './config/configuration.module';
import { ConfigurationError } from './config/configuration-error';
import { GatewayService } from './config/gateway/gateway.service';
import { Settings } from './config/settings';
import { AdmissionService } from './lifecycle/admission.service';
import { LifecycleService } from './lifecycle/lifecycle.service';
import { settleMemory } from './lifecycle/settle-memory';
import { ProviderRegistry } from './providers/provider-registry';
import { OpenExchanges } from './sse/open-exchanges';
import { version } from './version';

/**
 * Connections that may wait while the process is busy with others. Node's 511 run over when a few hundred
 * clients come at once to a machine under load, and whoever is dropped then tries again only seconds later.
 */
const BACKLOG = 8_192;

/** How long answers may take to leave once nothing is generated any more, where the grace period is over. */
const LAST_BYTES_MS = 2_000;

type Listen = (port: number, host: string, backlog: number) => Promise<unknown>;

const logger = new Logger('Server');

/**
 * Runs the service until a signal ends it. A start that fails says why in one message and exits with 1.
 * @param overrides variables that win over the environment
 */
export async function startServer(overrides: EnvironmentOverrides = {}): Promise<void> {
  try {
    const app = await createApplication(overrides);
    const { server } = app.get(Settings);
    logger.log(`streaming-llm-api ${version} on Node.js ${process.versions.node}`);
    stopOnSignals(app);
    process.on('SIGHUP', () => void app.get(GatewayService).reload('SIGHUP'));
    // Nest hands on to Node whatever it is given, and declares less.
    const listen = app.listen.bind(app) as unknown as Listen;
    await listen(server.port, server.host, BACKLOG);
    await app.get(ProviderRegistry).warm();
    app.get(LifecycleService).started();
    logger.log(`Listening on ${await app.getUrl()}`);
    settleMemory(() => app.get(AdmissionService).active === 0);
  } catch (error) {
    process.stderr.write(`${reasonOf(error)}\n`);
    process.exit(1);
  }
}

/** The first signal drains and exits with 0; a second one exits at once. */
function stopOnSignals(app: NestExpressApplication): void {
  let stopping = false;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (stopping) process.exit(1);
    stopping = true;
    logger.log(`${signal}: draining, ${app.get(AdmissionService).active} running`);
    void shutDown(app).then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', onSignal).on('SIGINT', onSignal);
}

/**
 * Takes no more, lets running streams finish within the grace period, fails what is left, waits until the
 * last bytes have left, and closes.
 */
async function shutDown(app: NestExpressApplication): Promise<void> {
  const { shutdownGraceMs } = app.get(Settings).server;
  const graceEnd = performance.now() + shutdownGraceMs;
  app.get(LifecycleService).drain();
  const cutOff = await app.get(AdmissionService).drain(shutdownGraceMs);
  if (cutOff > 0) logger.warn(`${cutOff} streams were ended by the shutdown`);
  const unsent = await app.get(OpenExchanges).settle(Math.max(LAST_BYTES_MS, graceEnd - performance.now()));
  if (unsent > 0) logger.warn(`${unsent} answers were cut off: their clients did not take them in time`);
  await app.close();
}

function reasonOf(error: unknown): string {
  if (error instanceof ConfigurationError) return error.message;
  const { code, address, port } = error as NodeJS.ErrnoException & { address?: string; port?: number };
  if (code === 'EADDRINUSE') return `The port ${port} is already in use (PORT sets another one).`;
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL') return `Cannot listen on ${address}:${port} (${code}).`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
