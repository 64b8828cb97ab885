import type { TokenLogprob } from '../../generation/stream-event';

/** A tool call's piece, as upstreams send it. */
export interface WireToolCall {
  readonly index?: number;
  readonly id?: string | null;
  readonly type?: string;
  readonly function?: { readonly name?: string | null; readonly arguments?: string | null };
  readonly custom?: { readonly name?: string | null; readonly input?: string | null };
}

/** A delta; `reasoning_content` is DeepSeek's and llama.cpp's name, `reasoning` vLLM's and Ollama's. */
export interface WireDelta {
  readonly content?: string | null;
  readonly reasoning_content?: string | null;
  readonly reasoning?: string | null;
  readonly refusal?: string | null;
  readonly tool_calls?: readonly WireToolCall[] | null;
}

export interface WireChoice {
  readonly index?: number;
  readonly delta?: WireDelta | null;
  readonly logprobs?: { readonly content?: readonly TokenLogprob[] | null } | null;
  readonly finish_reason?: string | null;
  /** vLLM's: the stop text that ended the choice, or the token. */
  readonly stop_reason?: unknown;
}

/** Token counts, with the details where the upstream gives them. */
export interface WireUsage {
  readonly prompt_tokens?: number;
  readonly completion_tokens?: number;
  readonly prompt_tokens_details?: { readonly cached_tokens?: number } | null;
  readonly completion_tokens_details?: { readonly reasoning_tokens?: number } | null;
}

/** An error object, in a body or in an event. Servers disagree about all of it. */
export interface WireError {
  readonly message?: unknown;
  readonly type?: unknown;
  readonly param?: unknown;
  readonly code?: unknown;
  readonly status?: unknown;
}

/** A `chat.completion.chunk` of whatever server: every field may be missing. */
export interface WireChunk {
  readonly id?: string;
  readonly created?: number;
  readonly choices?: readonly WireChoice[] | null;
  readonly usage?: WireUsage | null;
  readonly error?: WireError | string | null;
}
