import type { EmbeddingModelV4, SharedV4ProviderOptions } from '@ai-sdk/provider';
import type { Subscriber } from 'rxjs';
import type { Embeddings } from '../../generation/embed';
import type { EmbeddingRequest } from '../../generation/embedding-request';
import type { GenerationContext } from '../../generation/generation-context';
import type { GenerationError } from '../../generation/generation-error';
import type { Usage } from '../../generation/usage';
import type { OriginPools } from '../http/origin-pools';
import type { AiSdkPackage } from './ai-sdk-package';
import { ownOptions } from './request/own-options';
import { unsupported } from './request/refusals';
import type { CallFetch } from './upstream/call-fetch';
import { jsonBoundOf } from './upstream/json-bound';
import { answerError, preparationError } from './upstream/package-error';
import { UpstreamExchange } from './upstream/upstream-exchange';

/** What the attempts of one provider share, and how this one gets its model. */
export interface EmbeddingAttemptOptions {
  readonly source: Pick<AiSdkPackage, 'ownOptions' | 'sendsUnknownOptions' | 'dimensions'>;
  readonly fetch: CallFetch;
  readonly connections: OriginPools;
  /** Texts that no caller may see. */
  readonly secrets: readonly string[];
  readonly model: () => Promise<EmbeddingModelV4>;
}

/** Rule of thumb for English text, for providers that count nothing. */
const BYTES_PER_TOKEN = 4;

/**
 * One request for vectors by way of a package: as many calls, one after the other, as it takes where a model
 * embeds fewer texts at a time. Asks once; trying again is the routing's.
 */
export class EmbeddingAttempt {
  private readonly abort = new AbortController();
  private exchange: UpstreamExchange | undefined;
  private hidden: readonly string[] = [];
  private readonly vectors: number[][] = [];
  private usage: Usage = { promptTokens: 0, completionTokens: 0 };

  constructor(
    private readonly request: EmbeddingRequest,
    private readonly context: GenerationContext,
    private readonly subscriber: Subscriber<Embeddings>,
    private readonly options: EmbeddingAttemptOptions,
  ) {}

  /** Runs to the end, whichever it is. Never rejects. */
  async run(): Promise<void> {
    try {
      const texts = textsOf(this.request);
      const providerOptions = this.providerOptions();
      const model = await this.options.model();
      const most = (await model.maxEmbeddingsPerCall) ?? texts.length;
      for (let from = 0; from < texts.length; from += most) {
        if (this.subscriber.closed) return;
        await this.call(model, texts.slice(from, from + most), providerOptions);
      }
      this.subscriber.next({ type: 'embeddings', vectors: this.vectors, usage: this.usage });
      this.subscriber.complete();
    } catch (error) {
      this.subscriber.error(this.errorFor(error));
    }
  }

  /** Nobody wants the answer any more, or it is there: ends what is still under way. */
  stop(): void {
    this.exchange?.stop();
    this.abort.abort();
  }

  private async call(
    model: EmbeddingModelV4,
    values: string[],
    providerOptions: SharedV4ProviderOptions,
  ): Promise<void> {
    const { signal } = this.abort;
    const { fetch, connections, secrets } = this.options;
    fetch.register(signal, (url, init) => {
      // Packages take their time until they ask, for a signature or a token, and nobody may be left by then.
      signal.throwIfAborted();
      this.hidden = [...secrets, url.host, url.hostname];
      this.exchange = new UpstreamExchange(this.context, this.hidden, jsonBoundOf);
      return this.exchange.send(connections, url, init);
    });
    const { dimensions } = this.request;
    const { embeddings, usage } = await model.doEmbed({
      ...{ values, providerOptions, abortSignal: signal },
      ...(dimensions !== undefined && { dimensions }),
    });
    this.vectors.push(...embeddings);
    const { requestBytes = 0 } = this.exchange ?? {};
    // Not a number where the package looked for a header that did not come.
    const tokens = Number.isFinite(usage?.tokens) ? usage?.tokens : undefined;
    this.usage = {
      promptTokens: this.usage.promptTokens + (tokens ?? Math.ceil(requestBytes / BYTES_PER_TOKEN)),
      completionTokens: 0,
      ...((tokens === undefined || this.usage.estimated) && { estimated: true }),
    };
  }

  private providerOptions(): SharedV4ProviderOptions {
    const { source } = this.options;
    const { parameters, dimensions, model } = this.request;
    const own = ownOptions(parameters, source);
    const key = source.ownOptions;
    const sized = dimensions === undefined ? undefined : source.dimensions?.(dimensions, model);
    return sized ? { ...own, [key]: { ...sized, ...own[key] } } : own;
  }

  /** What the connection knows is the truth; what the package makes of it comes second. */
  private errorFor(error: unknown): GenerationError {
    if (!this.exchange) return preparationError(error);
    return this.exchange.error ?? answerError(error, this.hidden);
  }
}

function textsOf({ inputs }: EmbeddingRequest): readonly string[] {
  if (inputs.every((input) => typeof input === 'string')) return inputs;
  throw unsupported('input', 'This model takes texts, not token arrays.');
}
