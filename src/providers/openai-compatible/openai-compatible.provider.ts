import { Observable } from 'rxjs';
import type { Embed } from '../../generation/embed';
import type { Generate } from '../../generation/generate';
import { TimerWheel } from '../../timing/timer-wheel';
import { CONNECT_TIMEOUT_MS, ConnectionPool } from '../http/connection-pool';
import { directConnector } from '../http/direct-connector';
import type { Provider } from '../provider';
import { CompletionExchange, type ExchangeOptions } from './completion-exchange';
import { embeddingBody } from './embedding-body';
import { EmbeddingExchange } from './embedding-exchange';
import { MessageMemos } from './message-memo';
import type { OpenAiCompatibleOptions } from './openai-compatible-options.dto';
import { requestBody } from './request-body';

/** Bytes of one message of an upstream; an answer's text never comes near it, an inline image may. */
const MAX_EVENT_BYTES = 1_048_576;
const WHEEL_TICK_MS = 100;

/**
 * Any server that speaks OpenAI's chat completions and embeddings, by the fast path: undici's `dispatch` hands
 * every read to {@link CompletionExchange} with nothing between.
 */
export class OpenAiCompatibleProvider implements Provider {
  private readonly pool: ConnectionPool;
  private readonly path: string;
  private readonly headers: readonly string[];
  private readonly embeddingsPath: string;
  private readonly embeddingsHeaders: readonly string[];
  private readonly streamOptions: object;
  private readonly exchange: ExchangeOptions;

  constructor(
    readonly name: string,
    options: OpenAiCompatibleOptions,
  ) {
    const url = new URL(options.base_url);
    const base = url.pathname.replace(/\/+$/, '');
    this.path = `${base}/chat/completions${url.search}`;
    this.embeddingsPath = `${base}/embeddings${url.search}`;
    // Errors are wanted as JSON, from servers that would answer a pure event reader with events only.
    this.headers = headersOf(options, 'text/event-stream, application/json');
    this.embeddingsHeaders = headersOf(options, 'application/json');
    // OpenAI pads every chunk with random characters unless told not to; nobody else knows the option.
    this.streamOptions = url.hostname === 'api.openai.com' ? { include_obfuscation: false } : {};
    this.exchange = {
      provider: name,
      maxEventBytes: MAX_EVENT_BYTES,
      secrets: [options.api_key ?? '', url.host, url.hostname],
      wheel: new TimerWheel(WHEEL_TICK_MS),
      memos: new MessageMemos(),
    };
    const verifyTls = options.verify_tls ?? true;
    this.pool = new ConnectionPool(
      url.origin,
      directConnector({ allowH2: false, timeout: CONNECT_TIMEOUT_MS, rejectUnauthorized: verifyTls }),
    );
  }

  readonly generate: Generate = (request, context) =>
    new Observable((subscriber) => {
      const body = requestBody(request, this.streamOptions);
      const exchange = new CompletionExchange(request, context, subscriber, this.exchange, body.length);
      subscriber.add(exchange);
      const { path, headers } = this;
      this.pool.dispatch({ path, method: 'POST', headers: headers as string[], body }, exchange);
    });

  readonly embed: Embed = (request, context) =>
    new Observable((subscriber) => {
      const body = embeddingBody(request);
      const exchange = new EmbeddingExchange(context, subscriber, this.exchange.secrets, body.length);
      subscriber.add(exchange);
      const { embeddingsPath: path, embeddingsHeaders: headers } = this;
      this.pool.dispatch({ path, method: 'POST', headers: headers as string[], body }, exchange);
    });

  async close(): Promise<void> {
    await this.pool.close();
  }
}

/** Names and values in turn. */
const headersOf = ({ api_key, headers }: OpenAiCompatibleOptions, accept: string): string[] =>
  Object.entries({
    'content-type': 'application/json',
    accept,
    ...(api_key && { authorization: `Bearer ${api_key}` }),
    ...headers,
  }).flat();
