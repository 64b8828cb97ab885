import { Injectable } from '@nestjs/common';
import { Logger } from 'nestjs-pino';

/** The contexts in which Nest reports its own start: thirty lines that tell an operator nothing. */
const FRAMEWORK: ReadonlySet<unknown> = new Set([
  ...['NestFactory', 'InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestApplication'],
]);

/** Nest's logger on top of pino. What the framework says of itself appears at `debug` only. */
@Injectable()
export class ApplicationLogger extends Logger {
  override log(message: unknown, ...params: unknown[]): void {
    if (FRAMEWORK.has(params.at(-1))) this.debug(message, ...params);
    else super.log(message, ...params);
  }
}
