import type OpenAI from 'openai';
import { decodeJsonText, type JsonText } from '../../generation/json-text';
import type { FinishReason, StreamEvent, TokenLogprob } from '../../generation/stream-event';
import type { Usage } from '../../generation/usage';
import { toCompletionUsage } from '../../sse/completion-usage';
import type { CollectedFormat } from '../../sse/wire-format';
import { type TextAnswer, textCompletionId, toTextReason } from './text-answer';
import { toTextLogprobs } from './text-logprobs';

interface CollectedChoice {
  text: string;
  logprobs: TokenLogprob[] | undefined;
  reason: FinishReason;
}

/**
 * Collects a stream into one `text_completion` object. A refusal counts as text; reasoning and calls of tools
 * have no place in this API.
 */
export class TextCollectedFormat implements CollectedFormat {
  private id = '';
  private usage: Usage | undefined;
  private readonly choices: CollectedChoice[];

  constructor(private readonly answer: TextAnswer) {
    this.choices = answer.openings.map((text) => ({ text, logprobs: undefined, reason: 'stop' }));
  }

  add(event: StreamEvent): number {
    switch (event.type) {
      case 'stream-start':
        this.id = textCompletionId(event);
        return 0;
      case 'text-delta':
        if (event.logprobs) (this.choices[event.choice].logprobs ??= []).push(...event.logprobs);
        return this.addText(event.choice, event.text);
      case 'refusal-delta':
        return this.addText(event.choice, event.text);
      case 'choice-finish':
        this.choices[event.choice].reason = event.reason;
        return 0;
      case 'finish':
        this.usage = event.usage;
        return 0;
      default:
        return 0;
    }
  }

  body(): string {
    const { created, model } = this.answer;
    const completion: OpenAI.Completion = {
      id: this.id,
      object: 'text_completion',
      created,
      model,
      choices: this.choices.map(({ text, logprobs, reason }, index) => ({
        text: decodeJsonText(text as JsonText),
        index,
        logprobs: logprobs ? toTextLogprobs(logprobs, 0) : null,
        finish_reason: toTextReason(reason),
      })),
      ...(this.usage && { usage: toCompletionUsage(this.usage) }),
    };
    return JSON.stringify(completion);
  }

  private addText(choice: number, text: JsonText): number {
    this.choices[choice].text += text;
    return text.length;
  }
}
