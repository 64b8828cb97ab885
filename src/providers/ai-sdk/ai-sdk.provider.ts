import type { LanguageModelV4, LanguageModelV4CallOptions, ProviderV4 } from '@ai-sdk/provider';
import { Observable } from 'rxjs';
import { buildConnector } from 'undici';
import type { Embed } from '../../generation/embed';
import type { Generate } from '../../generation/generate';
import { CONNECT_TIMEOUT_MS } from '../http/connection-pool';
import { OriginPools } from '../http/origin-pools';
import type { Provider } from '../provider';
import type { AiSdkPackage } from './ai-sdk-package';
import { EmbeddingAttempt } from './embedding-attempt';
import { GenerationAttempt } from './generation-attempt';
import { loadPackage } from './installed-package';
import { rehearse } from './request/rehearse';
import type { AiSdkOptions } from './options/ai-sdk-options.dto';
import { CallFetch } from './upstream/call-fetch';

const WARM_UP: LanguageModelV4CallOptions = {
  prompt: [{ role: 'user', content: [{ type: 'text', text: 'Hello' }] }],
  temperature: 0.5,
};

/**
 * A provider behind one of the AI SDK's packages, which turns requests into the provider's own protocol and
 * its streams into parts. The package never touches the network: it is given a `fetch` of ours, so that
 * connections, their pressure, their end and their errors are the same as everywhere in this program.
 */
export class AiSdkProvider<Options extends AiSdkOptions> implements Provider {
  /** Absent where the package has no models that make vectors. */
  readonly embed: Embed | undefined;
  private readonly fetch = new CallFetch();
  private readonly connections = new OriginPools(
    buildConnector({ allowH2: false, timeout: CONNECT_TIMEOUT_MS }),
  );
  private loading: Promise<ProviderV4> | undefined;

  constructor(
    readonly name: string,
    private readonly source: AiSdkPackage<Options>,
    private readonly options: Options,
  ) {
    if (source.embeds) this.embed = this.makeVectors;
  }

  readonly generate: Generate = (request, context) =>
    new Observable((subscriber) => {
      const attempt = new GenerationAttempt(request, context, subscriber, {
        ...{ provider: this.name, source: this.source, fetch: this.fetch, connections: this.connections },
        dropsUnsupported: this.options.unsupported_parameters === 'drop',
        secrets: this.secrets,
        model: () => this.model(request.model),
      });
      subscriber.add(() => attempt.stop());
      void attempt.run();
    });

  /** Loads the package and has it map a request, since it builds its schemas only then. */
  async warm(): Promise<void> {
    const model = await this.model('warm-up');
    // What it has against this request, or lacks for any, is for a caller to hear.
    await rehearse(model, WARM_UP, this.fetch).catch(() => undefined);
  }

  async close(): Promise<void> {
    await this.connections.close();
  }

  private readonly makeVectors: Embed = (request, context) =>
    new Observable((subscriber) => {
      const attempt = new EmbeddingAttempt(request, context, subscriber, {
        ...{ source: this.source, fetch: this.fetch, connections: this.connections, secrets: this.secrets },
        model: async () => (await this.provider()).embeddingModel(request.model),
      });
      subscriber.add(() => attempt.stop());
      void attempt.run();
    });

  private get secrets(): readonly string[] {
    return this.source.secrets(this.options).filter((secret) => secret !== undefined);
  }

  private async model(id: string): Promise<LanguageModelV4> {
    const provider = await this.provider();
    return this.source.model?.(provider, id) ?? provider.languageModel(id);
  }

  private provider(): Promise<ProviderV4> {
    return (this.loading ??= this.load());
  }

  private async load(): Promise<ProviderV4> {
    const { install, factory } = this.source;
    try {
      const create = (await loadPackage(install))[factory] as (settings: object) => ProviderV4;
      const { fetch } = this.fetch;
      return create({ ...this.source.settings(this.options), headers: this.options.headers, fetch });
    } catch (error) {
      // Not kept: the package may be there by the next time.
      this.loading = undefined;
      throw error;
    }
  }
}
