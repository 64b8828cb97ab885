import { Injectable } from '@nestjs/common';
import { throwError } from 'rxjs';
import type { Gateway } from '../config/gateway/gateway';
import { GatewayService } from '../config/gateway/gateway.service';
import type { Embed, Embeddings } from '../generation/embed';
import type { EmbeddingRequest } from '../generation/embedding-request';
import type { Generate } from '../generation/generate';
import { GenerationError } from '../generation/generation-error';
import type { GenerationRequest } from '../generation/generation-request';
import type { StreamEvent } from '../generation/stream-event';
import { terminalLayer } from '../generation/terminal.layer';
import { wholeEmbeddingsLayer } from '../generation/whole-embeddings.layer';
import { ProviderRegistry } from '../providers/provider-registry';
import { TimerWheel } from '../timing/timer-wheel';
import { Continuation } from './continuation';
import type { RequestKind } from './request-kind';
import { RouteTable } from './route-table';
import type { TargetState } from './target-state';
import { TargetStates } from './target-states';

/** Longest part of an unknown model's name that an error message repeats. */
const SHOWN_NAME_CHARS = 100;
/** Timeouts and waits are hundreds of milliseconds at least; every open stream hangs on this wheel. */
const WHEEL_TICK_MS = 50;

/** Finds who answers for a model's name, under the gateway in force. */
@Injectable()
export class ModelRouter {
  private readonly wheel = new TimerWheel(WHEEL_TICK_MS);
  private readonly states: TargetStates;
  private table: RouteTable<GenerationRequest, StreamEvent>;
  /** Made at need: most services are never asked for vectors, and health would list every target twice. */
  private embeddings: RouteTable<EmbeddingRequest, Embeddings> | undefined;

  constructor(
    private readonly gateway: GatewayService,
    private readonly providers: ProviderRegistry,
  ) {
    this.states = new TargetStates(gateway.current, this.wheel);
    this.table = this.build(gateway.current);
    gateway.onChange((next) => {
      this.states.replace(next);
      this.table = this.build(next);
      this.embeddings = undefined;
    });
  }

  /** The model that answers where a request names none. */
  get defaultModel(): string {
    return this.gateway.current.defaultModel;
  }

  /** Names of models that callers may ask for. */
  get names(): string[] {
    return this.table.names;
  }

  /** What is known of the targets that have been asked. */
  get targets(): readonly TargetState[] {
    return this.states.all;
  }

  /** Whether somebody answers for a name. */
  has(name: string): boolean {
    return this.table.find(name) !== undefined;
  }

  /** Asks whoever answers for the request's model; `model_not_found` where nobody does. */
  readonly generate: Generate = (request, context) =>
    this.table.find(request.model)?.(request, context) ?? throwError(() => modelNotFound(request.model));

  /**
   * Asks whoever makes vectors for the request's model; `model_not_found` where nobody answers for it at all,
   * `unsupported_value` where somebody does and makes no vectors.
   */
  readonly embed: Embed = (request, context) => {
    this.embeddings ??= this.buildEmbeddings(this.gateway.current);
    const found = this.embeddings.find(request.model);
    return found?.(request, context) ?? throwError(() => modelNotFound(request.model));
  };

  private build(gateway: Gateway): RouteTable<GenerationRequest, StreamEvent> {
    const kind: RequestKind<GenerationRequest, StreamEvent> = {
      name: 'generation',
      knows: (name) => this.providers.find(name) !== undefined,
      refusal: ({ model }) => modelNotFound(model),
      find: (name) => this.providers.find(name)?.generate,
      fallsBack: true,
      terminal: terminalLayer,
      continuationOf: (request) => Continuation.of(request),
    };
    return new RouteTable(gateway, this.states, kind, this.wheel);
  }

  private buildEmbeddings(gateway: Gateway): RouteTable<EmbeddingRequest, Embeddings> {
    const kind: RequestKind<EmbeddingRequest, Embeddings> = {
      name: 'embedding',
      knows: (name) => this.providers.find(name) !== undefined,
      refusal: ({ model }) => makesNoVectors(model),
      find: (name) => this.providers.find(name)?.embed,
      fallsBack: false,
      terminal: wholeEmbeddingsLayer,
    };
    return new RouteTable(gateway, this.states, kind, this.wheel);
  }
}

/** The error for a model's name that stands for nothing. */
export function modelNotFound(model: string): GenerationError {
  const name = model.slice(0, SHOWN_NAME_CHARS);
  const message = `The model '${name}' does not exist. GET /v1/models lists those that do.`;
  return new GenerationError('model_not_found', message, { param: 'model' });
}

const makesNoVectors = (model: string): GenerationError =>
  new GenerationError(
    'unsupported_value',
    `The model '${model.slice(0, SHOWN_NAME_CHARS)}' makes no embeddings.`,
    { param: 'model' },
  );
