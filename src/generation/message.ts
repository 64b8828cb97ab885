/** A part of a message's content, in the shape of OpenAI's API, which every client speaks. */
export type ContentPart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'refusal'; readonly refusal: string }
  | { readonly type: 'image_url'; readonly image_url: { readonly url: string; readonly detail?: string } }
  | { readonly type: 'input_audio'; readonly input_audio: { readonly data: string; readonly format: string } }
  | {
      readonly type: 'file';
      readonly file: { readonly file_id?: string; readonly file_data?: string; readonly filename?: string };
    };

/** A call that the assistant made in an earlier turn. */
export interface MessageToolCall {
  readonly id: string;
  readonly type: 'function' | 'custom';
  readonly function?: { readonly name: string; readonly arguments: string };
  readonly custom?: { readonly name: string; readonly input: string };
}

/** A block of the assistant's reasoning in an earlier turn, as its provider wants it back. */
export type ReasoningPart =
  { readonly text: string; readonly signature: string } | { readonly redacted: string };

/**
 * Where a message has its reasoning. A symbol, so that it is in no body that is made of messages as they are,
 * and cannot be sent by a caller whose messages are passed on as they came.
 */
export const REASONING = Symbol('reasoning');

/** Who speaks. */
export type Role = 'developer' | 'system' | 'user' | 'assistant' | 'tool' | 'function';

/** One turn of a conversation. */
export interface Message {
  readonly role: Role;
  readonly content?: string | readonly ContentPart[] | null;
  readonly name?: string;
  readonly refusal?: string | null;
  readonly tool_calls?: readonly MessageToolCall[];
  readonly tool_call_id?: string;
  /** For the providers that sign their reasoning; nobody else is given it. */
  readonly [REASONING]?: readonly ReasoningPart[];
}

/** The text of a message: its string content, or its text parts joined. */
export function textOf(message: Message): string {
  const { content } = message;
  if (content == null) return '';
  if (typeof content === 'string') return content;
  return content.map((part) => (part.type === 'text' ? part.text : '')).join('');
}
