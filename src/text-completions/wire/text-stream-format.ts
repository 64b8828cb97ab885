import type OpenAI from 'openai';
import { type ByteText, encodeBytes, NO_BYTES } from '../../generation/byte-text';
import type { GenerationError } from '../../generation/generation-error';
import type { StreamEvent, StreamStart, TextDelta } from '../../generation/stream-event';
import { toCompletionUsage } from '../../sse/completion-usage';
import { openAiErrorFormat } from '../../sse/openai-error-format';
import { DONE } from '../../sse/sse-message';
import type { StreamFormat } from '../../sse/wire-format';
import { type TextAnswer, textCompletionId, toTextReason } from './text-answer';
import { textLength, toTextLogprobs } from './text-logprobs';

/**
 * Writes a stream as `text_completion` messages. What is the same on every chunk is serialised once per
 * stream; a delta costs one concatenation, its text staying escaped as it came. A refusal counts as text;
 * reasoning and calls of tools have no place in this API.
 */
export class TextStreamFormat implements StreamFormat {
  /** From `data: {` to the opening quote of the text. */
  private head = '';
  /** From the `]` of `choices` to the blank line. */
  private readonly tail: string;
  private opened = false;
  /** From the closing quote of the text to the blank line, by choice. */
  private readonly afterText: string[];
  /** Characters that the tokens of a choice have come to, where log probabilities are sent. */
  private readonly offsets: number[] = [];

  /** @param includeUsage whether the client asked for a usage chunk */
  constructor(
    private readonly answer: TextAnswer,
    private readonly includeUsage: boolean,
  ) {
    this.tail = includeUsage ? '],"usage":null}\n\n' : ']}\n\n';
    this.afterText = answer.openings.map((_, choice) => this.end(choice, 'null', 'null'));
  }

  encode(event: StreamEvent): ByteText {
    if (event.type === 'stream-start') {
      this.start(event);
      return NO_BYTES;
    }
    const chunk = this.chunk(event);
    return encodeBytes(this.opened || chunk === '' ? chunk : this.openings() + chunk);
  }

  fail(error: GenerationError): ByteText {
    return encodeBytes(openAiErrorFormat.eventStream(error));
  }

  private chunk(event: Exclude<StreamEvent, StreamStart>): string {
    switch (event.type) {
      case 'text-delta':
        if (event.logprobs) return this.textWithLogprobs(event, event.logprobs);
        return this.text(event);
      case 'refusal-delta':
        return this.head + event.text + this.afterText[event.choice];
      case 'choice-finish':
        return this.head + this.end(event.choice, 'null', `"${toTextReason(event.reason)}"`);
      case 'finish': {
        if (!this.includeUsage) return DONE;
        const usage = JSON.stringify(toCompletionUsage(event.usage));
        return `${this.frame()}],"usage":${usage}}\n\n${DONE}`;
      }
      default:
        return '';
    }
  }

  private text(event: TextDelta): string {
    const after = this.afterText[event.choice];
    return this.head + (event.pieces?.join(after + this.head) ?? event.text) + after;
  }

  private textWithLogprobs({ choice, text }: TextDelta, tokens: NonNullable<TextDelta['logprobs']>): string {
    const offset = this.offsets[choice] ?? 0;
    this.offsets[choice] = offset + textLength(tokens);
    const logprobs = JSON.stringify(toTextLogprobs(tokens, offset));
    return this.head + text + this.end(choice, logprobs, 'null');
  }

  private start(event: StreamStart): void {
    const { created, model } = this.answer;
    const frame: Pick<OpenAI.Completion, 'id' | 'object' | 'created' | 'model'> = {
      id: textCompletionId(event),
      object: 'text_completion',
      created,
      model,
    };
    this.head = `data: ${JSON.stringify(frame).slice(0, -1)},"choices":[{"text":"`;
  }

  /** Up to the `[` of `choices`. */
  private frame(): string {
    return this.head.slice(0, this.head.lastIndexOf('[') + 1);
  }

  private openings(): string {
    this.opened = true;
    return this.answer.openings
      .map((opening, choice) => (opening === '' ? '' : this.head + opening + this.afterText[choice]))
      .join('');
  }

  private end(choice: number, logprobs: string, reason: string): string {
    return `","index":${choice},"logprobs":${logprobs},"finish_reason":${reason}}${this.tail}`;
  }
}
