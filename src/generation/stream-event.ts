import type { ByteText } from './byte-text';
import type { JsonText } from './json-text';
import type { Usage } from './usage';

/** Why a choice ended, in OpenAI's words. */
export type FinishReason = 'stop' | 'length' | 'tool_calls' | 'content_filter';

/** The first event: who answers, and under which id. */
export interface StreamStart {
  readonly type: 'stream-start';
  /** The completion's id as clients see it, e.g. `chatcmpl-…`. */
  readonly id: string;
  /** The model that answers, by the provider's own name for it. */
  readonly model: string;
  /** The provider's name in the configuration. */
  readonly provider: string;
}

/** A likely token at one position of an answer, in OpenAI's shape, which every client speaks. */
export interface TokenLogprob {
  readonly token: string;
  readonly logprob: number;
  /** The token's UTF-8 bytes; a token may be a part of a character. */
  readonly bytes: readonly number[] | null;
  readonly top_logprobs?: readonly TokenLogprob[];
}

/** A piece of a choice's answer. */
export interface TextDelta {
  readonly type: 'text-delta';
  readonly choice: number;
  readonly text: JsonText;
  /** Of the tokens in this piece, where they were asked for. */
  readonly logprobs?: readonly TokenLogprob[];
  /** How `text` came, where several pieces came at once: a client that counts chunks is owed each of them. */
  readonly pieces?: readonly JsonText[];
  /** The bytes of each of the `pieces`; the same array where they are ASCII. */
  readonly bytes?: readonly ByteText[];
}

/** A piece of a choice's refusal, from models that tell refusing from answering. */
export interface RefusalDelta {
  readonly type: 'refusal-delta';
  readonly choice: number;
  readonly text: JsonText;
}

/**
 * A piece of a choice's reasoning. Some providers give it in blocks and want them back, untouched, with the
 * next turn: what they prove a block by, or hide it in, is theirs alone to read.
 */
export interface ReasoningDelta {
  readonly type: 'reasoning-delta';
  readonly choice: number;
  /** Empty where the piece is nothing but a signature or a redacted block. */
  readonly text: JsonText;
  /** Opaque signature of the block of reasoning that ends with this piece. */
  readonly signature?: JsonText;
  /** A whole block of reasoning that only its provider can read. */
  readonly redacted?: JsonText;
}

/** A piece of a tool call; `id` and `name` come with the first piece of each call. */
export interface ToolCallDelta {
  readonly type: 'tool-call-delta';
  readonly choice: number;
  /** Position of the call among the choice's calls. */
  readonly index: number;
  readonly id?: string;
  readonly name?: string;
  /** A custom tool takes free text instead of JSON arguments. A function where it is absent. */
  readonly kind?: 'function' | 'custom';
  /** A piece of the arguments' JSON text, or of a custom tool's input. */
  readonly arguments: JsonText;
}

/** A choice is complete. */
export interface ChoiceFinish {
  readonly type: 'choice-finish';
  readonly choice: number;
  readonly reason: FinishReason;
  /** The text of the request's `stop` that ended it, where the provider tells. */
  readonly stop?: string;
}

/** The whole stream is complete. Nothing follows. */
export interface Finish {
  readonly type: 'finish';
  readonly usage: Usage;
}

/**
 * The language of a generation: one `stream-start`, deltas, a `choice-finish` for each choice, then exactly
 * one `finish`. A failure is a `GenerationError` on the Observable's error channel, never an event.
 */
export type StreamEvent =
  StreamStart | TextDelta | ReasoningDelta | RefusalDelta | ToolCallDelta | ChoiceFinish | Finish;
