import { json, type NextFunction, type Request, type Response } from 'express';
import { GenerationError } from '../generation/generation-error';

const BODYLESS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'DELETE']);
const JSON_TYPE = /^\s*application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i;

/** What body-parser reports, by its `type`; see the errors section of its documentation. */
interface BodyParserError {
  readonly type?: string;
  readonly limit?: number;
}

/**
 * Reads JSON bodies of up to `limitBytes`, whatever they claim to be encoded in, and turns every trouble
 * with them into the contract's errors.
 */
export function jsonBody(limitBytes: number) {
  const parse = json({ limit: limitBytes, type: () => true });
  return (request: Request, response: Response, next: NextFunction): void => {
    if (BODYLESS.has(request.method)) return next();
    const contentType = request.headers['content-type'];
    if (contentType !== undefined && !JSON_TYPE.test(contentType)) {
      return next(
        new GenerationError('unsupported_media_type', 'The Content-Type must be application/json.'),
      );
    }
    parse(request, response, (error?: unknown) => next(error && toBodyError(error)));
  };
}

function toBodyError(error: BodyParserError): GenerationError {
  switch (error.type) {
    case 'entity.too.large':
      return new GenerationError(
        'request_too_large',
        `The body is larger than ${error.limit} bytes, the limit of this server.`,
      );
    case 'encoding.unsupported':
    case 'charset.unsupported':
      return new GenerationError(
        'unsupported_media_type',
        'The body must be UTF-8 JSON, plain or compressed with gzip, deflate or br.',
      );
    case 'entity.parse.failed':
      return new GenerationError('invalid_json', 'The body is not valid JSON.');
    default:
      return new GenerationError('invalid_json', 'The body could not be read.', { cause: error });
  }
}
