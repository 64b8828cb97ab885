import type { LanguageModelV4StreamPart, SharedV4ProviderMetadata } from '@ai-sdk/provider';
import { randomUUID } from 'node:crypto';
import { GenerationError } from '../../../generation/generation-error';
import { encodeJsonText } from '../../../generation/json-text';
import type { StreamEvent } from '../../../generation/stream-event';
import { toFinishReason } from './to-finish-reason';
import { toUsage } from './to-usage';

type Part<Type extends LanguageModelV4StreamPart['type']> = Extract<
  LanguageModelV4StreamPart,
  { type: Type }
>;

/** More calls than any model makes in one turn; bounds what is remembered of them. */
const MAX_TOOL_CALLS = 1_024;

/** A tool call whose pieces come. */
interface OpenCall {
  readonly index: number;
  /** Whether a piece of its arguments has come. */
  hasArguments: boolean;
}

/**
 * Turns the parts of a package's stream into events. What has no place in an event is left out: sources and
 * citations, files, and calls of tools that the provider runs itself.
 */
export class PartReader {
  /** Whether the answer is whole. */
  finished = false;
  private started = false;
  private id: string | undefined;
  private deltas = 0;
  private readonly calls = new Map<string, OpenCall>();

  /**
   * @param provider the provider's name in the configuration
   * @param model the provider's name for the model
   * @param requestBytes length of the body that was sent, for providers that count no tokens
   * @param emit takes the events, in order
   */
  constructor(
    private readonly provider: string,
    private readonly model: string,
    private readonly requestBytes: () => number,
    private readonly emit: (event: StreamEvent) => void,
  ) {}

  /**
   * Takes a part other than `stream-start` and `error`.
   * @throws GenerationError for an end that is none, and for more calls than any model makes
   */
  read(part: LanguageModelV4StreamPart): void {
    switch (part.type) {
      case 'response-metadata':
        this.id ??= part.id;
        return;
      case 'text-delta':
        if (part.delta !== '') this.delta({ type: part.type, choice: 0, text: encodeJsonText(part.delta) });
        return;
      case 'reasoning-start':
        this.reason('', part);
        return;
      case 'reasoning-delta':
        this.reason(part.delta, part);
        return;
      case 'tool-input-start':
        if (!part.providerExecuted) this.open(part.id, part.toolName);
        return;
      case 'tool-input-delta':
        this.argue(part.id, part.delta);
        return;
      case 'tool-call':
        this.call(part);
        return;
      case 'finish':
        this.finish(part);
        return;
      default:
      // Everything else frames what comes, or cannot be carried.
    }
  }

  private reason(text: string, part: { readonly providerMetadata?: SharedV4ProviderMetadata }): void {
    const signature = ownText(part.providerMetadata, 'signature');
    const redacted = ownText(part.providerMetadata, 'redactedData');
    if (text === '' && signature === undefined && redacted === undefined) return;
    this.delta({
      ...{ type: 'reasoning-delta', choice: 0, text: encodeJsonText(text) },
      ...(signature !== undefined && { signature: encodeJsonText(signature) }),
      ...(redacted !== undefined && { redacted: encodeJsonText(redacted) }),
    });
  }

  private open(id: string, name: string): OpenCall {
    const index = this.calls.size;
    if (index >= MAX_TOOL_CALLS) {
      throw new GenerationError('upstream_invalid_response', 'The model made too many tool calls.');
    }
    const call = { index, hasArguments: false };
    this.calls.set(id, call);
    this.delta({ type: 'tool-call-delta', choice: 0, index, id, name, arguments: encodeJsonText('') });
    return call;
  }

  private argue(id: string, text: string): void {
    const call = this.calls.get(id);
    if (!call || text === '') return;
    call.hasArguments = true;
    this.delta({ type: 'tool-call-delta', choice: 0, index: call.index, arguments: encodeJsonText(text) });
  }

  /** The whole call, at its end. Some packages send no pieces of it before. */
  private call({ toolCallId, toolName, input, providerExecuted }: Part<'tool-call'>): void {
    if (providerExecuted) return;
    const { hasArguments } = this.calls.get(toolCallId) ?? this.open(toolCallId, toolName);
    if (!hasArguments) this.argue(toolCallId, input);
  }

  private finish({ finishReason, usage, providerMetadata }: Part<'finish'>): void {
    const reason = toFinishReason(finishReason);
    const stop = ownText(providerMetadata, 'stopSequence');
    this.start();
    this.finished = true;
    this.emit({ type: 'choice-finish', choice: 0, reason, ...(stop !== undefined && { stop }) });
    this.emit({ type: 'finish', usage: toUsage(usage, this.requestBytes(), this.deltas) });
  }

  private delta(event: StreamEvent): void {
    this.start();
    this.deltas++;
    this.emit(event);
  }

  /** Only with the first real event: an answer that fails before has not begun. */
  private start(): void {
    if (this.started) return;
    this.started = true;
    const id = this.id ?? `chatcmpl-${randomUUID().replaceAll('-', '')}`;
    this.emit({ type: 'stream-start', id, model: this.model, provider: this.provider });
  }
}

/** A text that a package says in its provider's own words; `undefined` where it says none. */
function ownText(metadata: SharedV4ProviderMetadata | undefined, name: string): string | undefined {
  for (const own of Object.values(metadata ?? {})) {
    const value = own[name];
    if (typeof value === 'string' && value !== '') return value;
  }
  return undefined;
}
