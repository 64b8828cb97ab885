import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { openAiErrorFormat } from './openai-error-format';
import type { ErrorFormat } from './wire-format';

/** Picks the error format for a request; `request.body` is unset where the body could not be read. */
export type ErrorFormatChooser = (request: Request) => ErrorFormat;

/**
 * Which dialect reports the failures of which path. A failure can happen before any controller is reached
 * (a body that cannot be parsed, an unknown path), so it is the path that decides; OpenAI's shape is the rule.
 */
@Injectable()
export class ErrorFormats {
  private readonly choosers = new Map<string, ErrorFormatChooser>();

  /** Called by a dialect's module, once for each of its paths. */
  register(path: string, chooser: ErrorFormatChooser): void {
    this.choosers.set(path, chooser);
  }

  /** The format in which this request's failures are reported. */
  for(request: Request): ErrorFormat {
    return this.choosers.get(request.path)?.(request) ?? openAiErrorFormat;
  }
}
