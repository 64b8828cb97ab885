import { decodeJsonText, type JsonText } from '../generation/json-text';
import type { GenerationRequest } from '../generation/generation-request';
import type { StreamEvent } from '../generation/stream-event';
import type { Usage } from '../generation/usage';
import type { Continued } from './continued';

/** Escaped characters of an answer up to which it is kept to be continued; a longer one that fails has failed. */
const MAX_KEPT_CHARS = 1_048_576;

/**
 * What it takes to let another target go on with an answer that broke off: the text so far, which is given
 * to it as the beginning of the assistant's turn, and the tokens that were spent on it.
 *
 * Only plain text can be continued. An answer with tool calls, reasoning or several choices cannot.
 */
export class Continuation implements Continued<GenerationRequest, StreamEvent> {
  private text = '';
  private deltas = 0;
  private begun = false;
  private plain = true;
  private spent: Usage | undefined;

  /** The continuation of a request's answer; undefined where it could not be continued at all. */
  static of({ choices, parameters }: GenerationRequest): Continuation | undefined {
    return choices === 1 && parameters.response_format === undefined ? new Continuation() : undefined;
  }

  get canContinue(): boolean {
    return this.plain && this.text.length <= MAX_KEPT_CHARS;
  }

  /** The event as the client may see it: one start, one usage, whoever answered. */
  pass(event: StreamEvent): StreamEvent | undefined {
    switch (event.type) {
      case 'stream-start': {
        const first = !this.begun;
        this.begun = true;
        return first ? event : undefined;
      }
      case 'text-delta':
        if (this.canContinue) this.text += event.text;
        this.deltas += event.pieces?.length ?? 1;
        return event;
      case 'finish':
        return this.spent ? { type: 'finish', usage: sum(this.spent, event.usage) } : event;
      default:
        this.plain = false;
        return event;
    }
  }

  /** What it sent was spent, and no usage will come for it. */
  breakOff(): void {
    this.spent = { promptTokens: 0, completionTokens: this.deltas, estimated: true };
  }

  requestFor(request: GenerationRequest): GenerationRequest {
    if (this.text === '') return request;
    const content = decodeJsonText(this.text as JsonText);
    const left = request.maxTokens === undefined ? undefined : Math.max(1, request.maxTokens - this.deltas);
    return { ...request, messages: [...request.messages, { role: 'assistant', content }], maxTokens: left };
  }
}

const sum = (spent: Usage, usage: Usage): Usage => ({
  ...usage,
  promptTokens: spent.promptTokens + usage.promptTokens,
  completionTokens: spent.completionTokens + usage.completionTokens,
  estimated: true,
});
