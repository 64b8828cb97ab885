import type { PinoLogger } from 'nestjs-pino';
import { ApplicationLogger } from './application-logger';

describe(ApplicationLogger.name, () => {
  const setUp = () => {
    const pino = { info: jest.fn(), debug: jest.fn(), warn: jest.fn() };
    return { pino, logger: new ApplicationLogger(pino as unknown as PinoLogger, {}) };
  };

  it.each(['InstanceLoader', 'RoutesResolver', 'NestApplication'])('quietens %s', (context) => {
    const { pino, logger } = setUp();
    logger.log('dependencies initialized', context);
    expect(pino.info).not.toHaveBeenCalled();
    expect(pino.debug).toHaveBeenCalledWith({ context }, 'dependencies initialized');
  });

  it('leaves the warnings of the framework as they are', () => {
    const { pino, logger } = setUp();
    logger.warn('odd', 'NestApplication');
    expect(pino.warn).toHaveBeenCalledWith({ context: 'NestApplication' }, 'odd');
  });

  it('leaves what the service says of itself as it is', () => {
    const { pino, logger } = setUp();
    logger.log('Listening', 'Server');
    expect(pino.info).toHaveBeenCalledWith({ context: 'Server' }, 'Listening');
    expect(pino.debug).not.toHaveBeenCalled();
  });
});
