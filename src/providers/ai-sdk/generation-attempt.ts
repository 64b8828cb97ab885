import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4StreamPart,
} from '@ai-sdk/provider';
import type { Subscriber } from 'rxjs';
import type { GenerationContext } from '../../generation/generation-context';
import { GenerationError } from '../../generation/generation-error';
import type { GenerationRequest } from '../../generation/generation-request';
import type { StreamEvent } from '../../generation/stream-event';
import type { OriginPools } from '../http/origin-pools';
import { PartReader } from './answer/part-reader';
import { refusalOf } from './request/refusal-of';
import { rehearse } from './request/rehearse';
import { toCallOptions } from './request/to-call-options';
import type { CallFetch } from './upstream/call-fetch';
import { answerError, preparationError } from './upstream/package-error';
import { UpstreamExchange } from './upstream/upstream-exchange';

type Parts = ReadableStreamDefaultReader<LanguageModelV4StreamPart>;

/** What the attempts of one provider share, and how this one gets its model. */
export interface AttemptOptions {
  readonly provider: string;
  readonly source: Parameters<typeof toCallOptions>[2];
  readonly fetch: CallFetch;
  readonly connections: OriginPools;
  /** Whether a parameter that the model cannot honour is left out instead of refused. */
  readonly dropsUnsupported: boolean;
  /** Texts that no caller may see. */
  readonly secrets: readonly string[];
  readonly model: () => Promise<LanguageModelV4>;
}

/**
 * One request by way of a package: what is asked is mapped, rehearsed and sent, and what comes is read
 * part by part and turned into events. Asks once; trying again is the routing's.
 */
export class GenerationAttempt {
  private readonly abort = new AbortController();
  private exchange: UpstreamExchange | undefined;
  private hidden: readonly string[] = [];
  private parts: Parts | undefined;

  constructor(
    private readonly request: GenerationRequest,
    private readonly context: GenerationContext,
    private readonly subscriber: Subscriber<StreamEvent>,
    private readonly options: AttemptOptions,
  ) {}

  /** Runs to the end, whichever it is. Never rejects. */
  async run(): Promise<void> {
    try {
      const model = await this.options.model();
      const { source, dropsUnsupported } = this.options;
      const urls = await model.supportedUrls;
      const call = toCallOptions(this.request, urls, source, dropsUnsupported);
      if (!dropsUnsupported) await rehearse(model, call, this.options.fetch);
      if (this.subscriber.closed) return;
      await this.read(await this.send(model, call), call);
    } catch (error) {
      this.subscriber.error(this.errorFor(error));
    }
  }

  /** Nobody wants the answer any more, or it is there: ends what is still under way. */
  stop(): void {
    this.exchange?.stop();
    this.abort.abort();
    // What is cancelled may have failed by then, which has been told.
    this.parts?.cancel().catch(() => undefined);
  }

  private async send(model: LanguageModelV4, call: LanguageModelV4CallOptions): Promise<Parts> {
    const { signal } = this.abort;
    this.options.fetch.register(signal, (url, init) => {
      // Packages take their time until they ask, for a signature or a token, and nobody may be left by then.
      signal.throwIfAborted();
      this.hidden = [...this.options.secrets, url.host, url.hostname];
      this.exchange = new UpstreamExchange(this.context, this.hidden);
      return this.exchange.send(this.options.connections, url, init);
    });
    const { stream } = await model.doStream({ ...call, abortSignal: signal });
    return (this.parts = stream.getReader());
  }

  private async read(parts: Parts, call: LanguageModelV4CallOptions): Promise<void> {
    const { provider, dropsUnsupported } = this.options;
    const reader = new PartReader(
      provider,
      this.request.model,
      () => this.exchange?.requestBytes ?? 0,
      (event) => this.subscriber.next(event),
    );
    while (!reader.finished) {
      const { done, value: part } = await parts.read();
      if (this.subscriber.closed) return;
      if (done) throw cutShort();
      if (part.type === 'error') throw part.error;
      if (part.type === 'stream-start' && !dropsUnsupported) {
        const refusal = refusalOf(part.warnings, call);
        if (refusal) throw refusal;
      }
      reader.read(part);
    }
    this.exchange?.finished();
    this.subscriber.complete();
  }

  /** What the connection knows is the truth; what the package makes of it comes second. */
  private errorFor(error: unknown): GenerationError {
    if (!this.exchange) return preparationError(error);
    return this.exchange.error ?? answerError(error, this.hidden);
  }
}

const cutShort = (): GenerationError =>
  new GenerationError('upstream_invalid_response', 'The model ended its answer without finishing it.');
