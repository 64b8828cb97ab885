import { Injectable } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import { openAiErrorFormat } from './openai-error-format';
import type { ErrorFormat } from './wire-format';

/** A request, with its parsed body where that could be read. */
export type RequestWithBody = IncomingMessage & { readonly body?: unknown };

/** Picks the error format for a request. */
export type ErrorFormatChooser = (request: RequestWithBody) => ErrorFormat;

/**
 * Which dialect reports the failures of which path. A failure can happen before any controller is reached
 * (a body that cannot be parsed, an unknown path), so it is the path that decides; OpenAI's shape is the rule.
 */
@Injectable()
export class ErrorFormats {
  private readonly choosers = new Map<string, ErrorFormatChooser>();

  /**
   * Called by a dialect's module, once for each of its paths. A path that ends in a slash stands for
   * everything below it that is not registered by itself.
   */
  register(path: string, chooser: ErrorFormatChooser): void {
    this.choosers.set(path, chooser);
  }

  /** The format in which this request's failures are reported. */
  for(path: string, request: RequestWithBody): ErrorFormat {
    const choose = this.choosers.get(path) ?? this.above(path);
    return choose?.(request) ?? openAiErrorFormat;
  }

  private above(path: string): ErrorFormatChooser | undefined {
    let slash = path.lastIndexOf('/');
    while (slash > 0) {
      const chooser = this.choosers.get(path.slice(0, slash + 1));
      if (chooser) return chooser;
      slash = path.lastIndexOf('/', slash - 1);
    }
    return undefined;
  }
}
