import { json } from 'express';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { GenerationError } from '../generation/generation-error';

const BODYLESS: ReadonlySet<string | undefined> = new Set(['GET', 'HEAD', 'OPTIONS', 'DELETE']);
const JSON_TYPE = /^\s*application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i;
const PLAIN_UTF8_TYPE = /^application\/json(?:; ?charset=utf-8)?$/i;

/** How many times the limit a body may be that is still read, to be dropped, once it has been refused. */
const DROPPED_LIMITS = 16;

/** What body-parser reports, by its `type`; see the errors section of its documentation. */
interface BodyParserError {
  readonly type?: string;
}

type RequestWithBody = IncomingMessage & { body?: unknown };

/** Sets `request.body`, then calls back; with an error where there is none to set. */
export type BodyReader = (
  request: RequestWithBody,
  response: ServerResponse,
  done: (error?: GenerationError) => void,
) => void;

/**
 * Reads JSON bodies of up to `limitBytes` and turns every trouble with them into the contract's errors.
 * Plain UTF-8 of a known length, which is nearly every body, is read right here; compressed or otherwise
 * encoded ones are body-parser's work.
 */
export function jsonBodyReader(limitBytes: number): BodyReader {
  const parse = json({ limit: limitBytes, type: () => true });
  return (request, response, done) => {
    if (BODYLESS.has(request.method)) return done();
    const type = request.headers['content-type'];
    if (type !== undefined && !JSON_TYPE.test(type)) {
      return done(
        new GenerationError('unsupported_media_type', 'The Content-Type must be application/json.'),
      );
    }
    const length = Number(request.headers['content-length']);
    if (length > limitBytes) {
      // Node.js reads the rest and drops it. Closing instead would reset the connection under the bytes that
      // are on their way, and whoever sends them, such as a proxy, might never see the answer.
      if (length > limitBytes * DROPPED_LIMITS) response.setHeader('Connection', 'close');
      return done(tooLarge(limitBytes));
    }
    const plain = request.headers['content-encoding'] === undefined;
    if (length > 0 && plain && (type === undefined || PLAIN_UTF8_TYPE.test(type))) readPlain(request, done);
    else {
      parse(request, response, (error?: unknown) => done(error ? bodyError(error, limitBytes) : undefined));
    }
  };
}

/** Node.js itself holds a request to the length it announced, so what is gathered here is bounded. */
function readPlain(request: RequestWithBody, done: (error?: GenerationError) => void): void {
  const pieces: Buffer[] = [];
  const gather = (bytes: Buffer): number => pieces.push(bytes);
  const finish = (): void => {
    // Else they would stay as long as the request does, which is as long as its answer.
    request.removeListener('data', gather).removeListener('end', finish);
    const body = pieces.length === 1 ? pieces[0] : Buffer.concat(pieces);
    try {
      request.body = JSON.parse(withoutMark(body.toString()));
    } catch {
      return done(notJson());
    }
    done();
  };
  request.on('data', gather).on('end', finish);
}

/** A byte order mark is no JSON; some editors write one, and body-parser drops it too. */
const withoutMark = (text: string): string => (text.startsWith('\ufeff') ? text.slice(1) : text);

function bodyError(error: BodyParserError, limitBytes: number): GenerationError {
  switch (error.type) {
    case 'entity.too.large':
      return tooLarge(limitBytes);
    case 'encoding.unsupported':
    case 'charset.unsupported':
      return new GenerationError(
        'unsupported_media_type',
        'The body must be UTF-8 JSON, plain or compressed with gzip, deflate or br.',
      );
    case 'entity.parse.failed':
      return notJson();
    default:
      return new GenerationError('invalid_json', 'The body could not be read.', { cause: error });
  }
}

const notJson = (): GenerationError => new GenerationError('invalid_json', 'The body is not valid JSON.');
const tooLarge = (limitBytes: number): GenerationError =>
  new GenerationError(
    'request_too_large',
    `The body is larger than ${limitBytes} bytes, the limit of this server.`,
  );
