import { GenerationError } from '../../generation/generation-error';
import { encodeJsonText, type JsonText } from '../../generation/json-text';
import type { FinishReason, StreamEvent } from '../../generation/stream-event';
import type { Usage } from '../../generation/usage';
import { ToolCallIndex } from './tool-call-index';
import type { WireChoice, WireChunk, WireToolCall, WireUsage } from './wire-chunk';

/** More calls than any model makes in one turn; bounds what an upstream's index can make us hold. */
const MAX_TOOL_CALLS = 1_024;

/** What servers call the ways to finish, beside OpenAI's four. An unknown word is a `stop` of some kind. */
const REASONS: Readonly<Record<string, FinishReason | 'failed'>> = {
  stop: 'stop',
  length: 'length',
  tool_calls: 'tool_calls',
  content_filter: 'content_filter',
  function_call: 'tool_calls',
  max_tokens: 'length',
  // vLLM ends a request that it gave up with `abort`, OpenRouter one whose provider failed with `error`.
  abort: 'failed',
  error: 'failed',
};

/** Takes events, in order. */
export interface EventSink {
  next(event: StreamEvent): void;
}

/**
 * Turns parsed chunks into events, in every shape that OpenAI, vLLM, llama.cpp, Ollama, Azure and their kin
 * give them. It remembers what a stream's end is judged by: which choices have finished, and the usage.
 */
export class ChunkReader {
  /** Token counts, once they came. Some servers send them on every chunk; the last ones count. */
  usage: Usage | undefined;
  private open: number;
  private readonly finished: boolean[] = [];
  private readonly calls: ToolCallIndex[] = [];

  /**
   * @param choices how many were asked for
   * @param stops the texts that may end a choice
   */
  constructor(
    private readonly choices: number,
    private readonly sink: EventSink,
    private readonly stops: readonly string[] = [],
  ) {
    this.open = choices;
  }

  /** Whether every choice has given its finish reason: then the answer is whole, however the stream ends. */
  get complete(): boolean {
    return this.open === 0;
  }

  /** Whether a choice has given its finish reason; what else comes for it goes nowhere. */
  hasFinished(choice: number): boolean {
    return this.finished[choice] ?? false;
  }

  /**
   * Takes a chunk without `error`.
   * @throws GenerationError `upstream_invalid_response` for a choice that was not asked for
   */
  read({ choices, usage }: WireChunk): void {
    if (usage) this.usage = toUsage(usage);
    for (const choice of choices ?? []) this.choice(choice);
  }

  private choice({ index = 0, delta, logprobs, finish_reason: reason, stop_reason }: WireChoice): void {
    if (!Number.isInteger(index) || index < 0 || index >= this.choices) throw unreadable();
    if (this.hasFinished(index)) return;
    const thought = delta?.reasoning_content ?? delta?.reasoning;
    if (thought) this.sink.next({ type: 'reasoning-delta', choice: index, text: json(thought) });
    const tokens = logprobs?.content ?? undefined;
    if (delta?.content || tokens?.length) {
      const text = json(delta?.content ?? '');
      this.sink.next(
        tokens
          ? { type: 'text-delta', choice: index, text, logprobs: tokens }
          : { type: 'text-delta', choice: index, text },
      );
    }
    if (delta?.refusal) this.sink.next({ type: 'refusal-delta', choice: index, text: json(delta.refusal) });
    for (const call of delta?.tool_calls ?? []) this.toolCall(index, call);
    if (reason)
      this.finish(
        index,
        reason,
        this.stops.find((stop) => stop === stop_reason),
      );
  }

  private toolCall(choice: number, call: WireToolCall): void {
    const index = (this.calls[choice] ??= new ToolCallIndex()).of(call);
    if (!Number.isInteger(index) || index < 0 || index >= MAX_TOOL_CALLS) throw unreadable();
    const { custom } = call;
    const { name } = custom ?? call.function ?? {};
    this.sink.next({
      type: 'tool-call-delta',
      choice,
      index,
      ...(call.id && { id: call.id }),
      ...(name && { name }),
      ...(custom && { kind: 'custom' }),
      arguments: json((custom ? custom.input : call.function?.arguments) ?? ''),
    });
  }

  private finish(choice: number, word: string, stop: string | undefined): void {
    const reason = Object.hasOwn(REASONS, word) ? REASONS[word] : 'stop';
    if (reason === 'failed') {
      throw new GenerationError('upstream_failed', 'The model gave up in the middle of its answer.', {
        cause: `finish_reason ${word}`,
      });
    }
    this.finished[choice] = true;
    this.open--;
    this.sink.next({ type: 'choice-finish', choice, reason, ...(stop !== undefined && { stop }) });
  }
}

/** A chunk's text. What is no string would end up on the wire as it is. */
function json(text: unknown): JsonText {
  if (typeof text !== 'string') throw unreadable();
  return encodeJsonText(text);
}

function toUsage(usage: WireUsage): Usage {
  return {
    promptTokens: usage.prompt_tokens ?? 0,
    completionTokens: usage.completion_tokens ?? 0,
    cachedTokens: usage.prompt_tokens_details?.cached_tokens,
    reasoningTokens: usage.completion_tokens_details?.reasoning_tokens,
  };
}

/** The error for what cannot be a chunk of the answer that was asked for. */
export const unreadable = (cause?: unknown): GenerationError =>
  new GenerationError('upstream_invalid_response', 'The model sent something that cannot be read.', {
    cause,
  });
