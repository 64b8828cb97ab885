import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import cluster from 'node:cluster';
import { GatewayService } from '../config/gateway/gateway.service';
import type { EnvironmentOverrides } from '../config/read-variables';
import { Settings } from '../config/settings';
import { stopOnSignals } from '../lifecycle/stop-on-signals';
import { ApplicationLogger } from '../logging/application-logger';
import { Supervisor } from './supervisor';
import { SupervisorModule } from './supervisor.module';

/** A worker that did not come to serve has said why already. */
const FAILED_START_EXIT_CODE = 1;

/**
 * Runs the service in several processes under this one, which reads and watches the configuration for all:
 * workers are given its text, so that one that is replaced gets what is in force and not what stands in a
 * faulty file.
 * @param overrides variables that win over the environment
 */
export async function supervise(overrides: EnvironmentOverrides): Promise<void> {
  const context = await NestFactory.createApplicationContext(SupervisorModule.forRoot(overrides), {
    abortOnError: false,
    bufferLogs: true,
    logger: false,
  });
  context.useLogger(context.get(ApplicationLogger));
  const logger = new Logger('Supervisor');
  const { workers, shutdownGraceMs } = context.get(Settings).server;
  const gateway = context.get(GatewayService);
  const supervisor = new Supervisor({
    workers,
    graceMs: shutdownGraceMs,
    fork: () => cluster.fork(),
    log: logger,
  });
  stopOnSignals(async (signal) => {
    logger.log(`${signal}: stopping ${supervisor.count} workers`);
    if (!(await supervisor.stop())) throw new Error('A worker did not end well');
  });
  gateway.onChange((_, source) => supervisor.replaceAll(source));
  process.on('SIGHUP', () => void gateway.reload('SIGHUP'));
  try {
    await supervisor.start(gateway.inForce);
  } catch {
    process.exit(FAILED_START_EXIT_CODE);
  }
  logger.log(`${workers} workers serve`);
}
