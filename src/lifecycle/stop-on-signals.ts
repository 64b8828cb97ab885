import { Logger } from '@nestjs/common';

const logger = new Logger('Server');

/**
 * The first SIGTERM or SIGINT stops the process in good order and exits with 0; a second one exits at once.
 * @param stop fulfilled once nothing is left to do
 */
export function stopOnSignals(stop: (signal: NodeJS.Signals) => Promise<void>): void {
  let stopping = false;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (stopping) process.exit(1);
    stopping = true;
    void stop(signal).then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', onSignal).on('SIGINT', onSignal);
}
