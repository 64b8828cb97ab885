import type { JsonText } from '../../generation/json-text';
import type { StreamEvent, TokenLogprob } from '../../generation/stream-event';
import type { CollectedFormat } from '../../sse/wire-format';
import type { PartKind, ResponseDraft } from './response-draft';

/** Collects a stream into one response object. Text stays escaped: the object is put together around it. */
export class ResponseCollectedFormat implements CollectedFormat {
  /** @param draft the response that is collected; this format is the one that adds to it */
  constructor(private readonly draft: ResponseDraft) {}

  add(event: StreamEvent): number {
    switch (event.type) {
      case 'stream-start':
        this.draft.status = 'in_progress';
        return 0;
      case 'text-delta':
        return this.piece('output_text', event.text, event.logprobs);
      case 'refusal-delta':
        return this.piece('refusal', event.text);
      case 'reasoning-delta':
        return this.piece('reasoning_text', event.text);
      case 'tool-call-delta':
        this.draft.add(this.draft.callPart(event), event.arguments);
        return event.arguments.length;
      case 'choice-finish':
        this.draft.end(event.reason);
        return 0;
      case 'finish':
        this.draft.finish(event.usage);
        return 0;
    }
  }

  body(): string {
    return this.draft.toJson();
  }

  private piece(kind: PartKind, text: JsonText, logprobs?: readonly TokenLogprob[]): number {
    if (text !== '') this.draft.add(this.draft.part(kind), text, logprobs);
    return text.length;
  }
}
