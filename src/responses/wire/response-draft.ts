import { GenerationError } from '../../generation/generation-error';
import type { JsonText } from '../../generation/json-text';
import type { FinishReason, TokenLogprob, ToolCallDelta } from '../../generation/stream-event';
import type { Usage } from '../../generation/usage';
import { newId } from '../new-id';
import { OutputItem } from './output-item';
import type { OutputSection, SectionKind } from './output-section';
import { toResponseError } from './response-error';
import type { ResponseHead } from './response-head';
import { toResponseUsage } from './response-usage';

/** Where a response is on its way; `incomplete` is an answer that was cut short, by its length for instance. */
export type ResponseStatus = 'queued' | 'in_progress' | 'completed' | 'incomplete' | 'failed' | 'cancelled';

/** What a content part holds. */
export type PartKind = Exclude<SectionKind, 'arguments' | 'input'>;

const INCOMPLETE_REASONS: Partial<Record<FinishReason, string>> = {
  length: 'max_output_tokens',
  content_filter: 'content_filter',
};

/**
 * A response while it is made: its items in the order in which they began, and how it stands. Items follow
 * each other; when one begins, the one before it is over.
 */
export class ResponseDraft {
  readonly items: OutputItem[] = [];
  status: ResponseStatus = 'queued';
  /** The section that grows now, and its item. */
  section: OutputSection | undefined;
  item: OutputItem | undefined;
  readonly id: string;
  private readonly head: string;
  private chars = 0;
  private call = -1;
  private reason: FinishReason = 'stop';
  private usage: Usage | undefined;
  private error: GenerationError | undefined;
  private completedAt: number | null = null;

  /** @param maxChars of text, arguments and reasoning together, since all of it is repeated at the end */
  constructor(
    head: ResponseHead,
    private readonly maxChars: number,
  ) {
    this.id = head.id;
    this.head = JSON.stringify(head).slice(0, -1);
  }

  /** The section that takes the next piece of this kind. A new one where another kind was growing. */
  part(kind: PartKind): OutputSection {
    if (this.section?.kind === kind) return this.section;
    const type = kind === 'reasoning_text' ? 'reasoning' : 'message';
    const item = this.item?.type === type ? this.item : this.begin(type);
    return (this.section = item.open(kind));
  }

  /**
   * The section that takes the next piece of a tool call.
   * @throws GenerationError when the model goes back to a call that was over
   */
  callPart({ index, id, name = '', kind = 'function' }: ToolCallDelta): OutputSection {
    if (this.section && !this.item?.hasParts && index === this.call) return this.section;
    if (index <= this.call) {
      throw new GenerationError(
        'upstream_invalid_response',
        'The model went back to a tool call that was over.',
      );
    }
    this.call = index;
    const at = this.items.length;
    const callId = id ?? newId('fc');
    const item =
      kind === 'custom'
        ? OutputItem.customToolCall(at, newId('ctc'), callId, name)
        : OutputItem.functionCall(at, newId('fc'), callId, name);
    this.take(item);
    return (this.section = item.open(kind === 'custom' ? 'input' : 'arguments'));
  }

  /** @throws GenerationError when the answer outgrows its bound */
  add(section: OutputSection, text: JsonText, logprobs?: readonly TokenLogprob[]): void {
    this.chars += text.length;
    if (this.chars > this.maxChars) {
      throw new GenerationError(
        'upstream_invalid_response',
        'The answer is longer than this server can repeat at the end of a response.',
      );
    }
    section.add(text, logprobs);
  }

  /** How the model said that it ended. */
  end(reason: FinishReason): void {
    this.reason = reason;
  }

  /** The answer is whole, or as whole as it gets. Once is enough; more do no harm. */
  finish(usage: Usage): void {
    this.usage = usage;
    this.status = INCOMPLETE_REASONS[this.reason] === undefined ? 'completed' : 'incomplete';
    if (this.status === 'completed') this.completedAt ??= Math.floor(Date.now() / 1000);
    this.settleItem(this.status);
  }

  fail(error: GenerationError): void {
    this.error = error;
    this.status = 'failed';
    this.settleItem('incomplete');
  }

  cancel(): void {
    this.status = 'cancelled';
    this.settleItem('incomplete');
  }

  /** The response object, with the output that there is so far. */
  toJson(): string {
    return this.object(this.items.map((item) => item.toJson()).join(','));
  }

  /** The response object as the first events have it, with no output. */
  openingJson(): string {
    return this.object('');
  }

  private object(output: string): string {
    const reason = INCOMPLETE_REASONS[this.reason];
    const details = this.status === 'incomplete' && reason !== undefined ? { reason } : null;
    const changing = JSON.stringify({
      status: this.status,
      completed_at: this.completedAt,
      error: this.error ? toResponseError(this.error) : null,
      incomplete_details: details,
      usage: this.usage && toResponseUsage(this.usage),
    });
    return `${this.head},"output":[${output}],${changing.slice(1)}`;
  }

  private begin(type: 'message' | 'reasoning'): OutputItem {
    const at = this.items.length;
    return this.take(
      type === 'message' ? OutputItem.message(at, newId('msg')) : OutputItem.reasoning(at, newId('rs')),
    );
  }

  private take(item: OutputItem): OutputItem {
    this.settleItem('completed');
    this.items.push(item);
    return (this.item = item);
  }

  private settleItem(status: 'completed' | 'incomplete'): void {
    if (this.item?.status === 'in_progress') this.item.status = status;
  }
}
