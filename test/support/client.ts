import { type ClientRequest, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import { ReceivedStream } from './received-stream';
import type { WireErrorObject } from './wire-error-object';

/** A completed answer. */
export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** The body read as a stream of chunks. */
  readonly stream: ReceivedStream;
  /** The body read as JSON. */
  readonly json: Record<string, unknown> & { readonly error: WireErrorObject };
  /** Set where the connection broke off before the body's end. */
  readonly brokenOff: NodeJS.ErrnoException | undefined;
}

const HELLO = { model: 'm', messages: [{ role: 'user', content: 'Hello' }] };

/** One `POST /v1/chat/completions` on a connection of its own, and whatever comes of it, as it comes. */
export class Conversation {
  private readonly outgoing: ClientRequest;
  private response: IncomingMessage | undefined;
  private text = '';
  private failure: NodeJS.ErrnoException | undefined;
  private readonly finished = Promise.withResolvers<void>();

  /**
   * @param url of the service
   * @param body over a short request to model `m`
   */
  constructor(url: string, body: object, headers: Readonly<Record<string, string>> = {}) {
    const content = JSON.stringify({ ...HELLO, ...body });
    this.outgoing = request(`${url}/v1/chat/completions`, {
      method: 'POST',
      agent: false,
      headers: { 'Content-Type': 'application/json', ...headers },
    });
    this.outgoing.on('response', (response) => this.receive(response));
    this.outgoing.on('error', (error: NodeJS.ErrnoException) => this.fail(error));
    this.outgoing.end(content);
  }

  /** What has come of the body so far. */
  get received(): string {
    return this.text;
  }

  /** The status, once it is here. */
  get status(): number | undefined {
    return this.response?.statusCode;
  }

  /** Leaves, whatever is going on. */
  leave(): void {
    this.outgoing.destroy();
  }

  /** Resolves when nothing more comes. */
  async reply(): Promise<Reply> {
    await this.finished.promise;
    const { text, failure, response } = this;
    return {
      status: response?.statusCode ?? 0,
      headers: response?.headers ?? {},
      body: text,
      brokenOff: failure,
      get stream() {
        return new ReceivedStream(text);
      },
      get json() {
        return JSON.parse(text) as Reply['json'];
      },
    };
  }

  private receive(response: IncomingMessage): void {
    this.response = response;
    response.setEncoding('utf8');
    response.on('data', (text: string) => (this.text += text));
    response.on('error', (error: NodeJS.ErrnoException) => this.fail(error));
    response.on('end', () => this.finished.resolve());
  }

  private fail(error: NodeJS.ErrnoException): void {
    this.failure ??= error;
    this.finished.resolve();
  }
}

/** Asks, and resolves with the complete answer. */
export function ask(
  url: string,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<Reply> {
  return new Conversation(url, body, headers).reply();
}
