import type OpenAI from 'openai';
import { encodeJsonText, type JsonText } from '../../generation/json-text';
import type { FinishReason, StreamStart } from '../../generation/stream-event';
import type { TextCompletionDto } from '../dto/text-completion.dto';

/** What both ways of writing an answer have to know of it. */
export interface TextAnswer {
  /** What stands in front of each choice's text, by choice: its prompt with `echo`, otherwise nothing. */
  readonly openings: readonly JsonText[];
  /** Seconds since the epoch. */
  readonly created: number;
  /** The model's name as the client asked for it. */
  readonly model: string;
}

const NOTHING = encodeJsonText('');

/** The answer that a body asks for. @param model the name under which it was asked for */
export function textAnswer({ prompt, n, echo }: TextCompletionDto, model: string): TextAnswer {
  const openings = [prompt].flat().flatMap((text) => {
    const opening = echo ? encodeJsonText(text) : NOTHING;
    return Array.from({ length: n ?? 1 }, () => opening);
  });
  return { openings, created: Math.floor(Date.now() / 1000), model };
}

/** The id of a text completion: the generation's, by the prefix that ids have in this API. */
export const textCompletionId = ({ id }: StreamStart): string => `cmpl-${id.replace(/^chatcmpl-/, '')}`;

/** Why a choice ended; this API has no word for a call of a tool. */
export const toTextReason = (reason: FinishReason): OpenAI.CompletionChoice['finish_reason'] =>
  reason === 'tool_calls' ? 'stop' : reason;
