import type OpenAI from 'openai';
import { type ByteText, encodeBytes } from '../../generation/byte-text';
import type { GenerationError } from '../../generation/generation-error';
import type { JsonText } from '../../generation/json-text';
import type { StreamEvent, TextDelta, TokenLogprob } from '../../generation/stream-event';
import type { StreamFormat } from '../../sse/wire-format';
import type { OutputItem } from './output-item';
import type { OutputSection } from './output-section';
import type { ResponseDraft } from './response-draft';
import { toResponseLogprobs } from './response-logprobs';
import { errorEvent } from './responses-error-format';
import { eventsOf, placeOf } from './section-events';

type EventType = OpenAI.Responses.ResponseStreamEvent['type'];

/** A section that is being written, and what is the same on all of its deltas. */
interface OpenSection {
  readonly item: OutputItem;
  readonly section: OutputSection;
  readonly place: string;
  /** From `event:` to the sequence number. */
  readonly deltaHead: string;
}

const AFTER_SEQUENCE = ',"delta":"';
const AFTER_DELTA = '"}\n\n';

/**
 * Writes a stream as the events of OpenAI's Responses API, numbered from 0. What is the same on all deltas
 * of a section is put together once; a delta costs one concatenation, its text staying escaped as it came.
 */
export class ResponseStreamFormat implements StreamFormat {
  private sequence = 0;
  private begun = false;
  private open: OpenSection | undefined;

  /** @param draft the response that is written; this format is the one that adds to it */
  constructor(private readonly draft: ResponseDraft) {}

  /** The number of the next event. */
  get nextSequence(): number {
    return this.sequence;
  }

  encode(event: StreamEvent): ByteText {
    return encodeBytes(this.write(event));
  }

  /** The events of a response that waits for its turn. Only a background run has them. */
  queued(): ByteText {
    this.begun = true;
    return encodeBytes(this.lifecycle('response.created') + this.lifecycle('response.queued'));
  }

  /** Before anything was said, an error of the request; afterwards, a response that failed. */
  fail(error: GenerationError): ByteText {
    if (!this.begun) return encodeBytes(errorEvent(error, this.sequence));
    this.draft.fail(error);
    return encodeBytes(this.last());
  }

  /** OpenAI has no event for a response that was cancelled: its last one says so by its status. */
  cancelled(): ByteText {
    this.draft.cancel();
    return encodeBytes(this.last());
  }

  private write(event: StreamEvent): string {
    switch (event.type) {
      case 'stream-start':
        return this.begin();
      case 'text-delta':
        return this.text(event);
      case 'refusal-delta':
        return event.text && this.piece(this.draft.part('refusal'), event.text);
      case 'reasoning-delta':
        return event.text && this.piece(this.draft.part('reasoning_text'), event.text);
      case 'tool-call-delta':
        return this.piece(this.draft.callPart(event), event.arguments);
      case 'choice-finish':
        this.draft.end(event.reason);
        return '';
      case 'finish':
        this.draft.finish(event.usage);
        return this.closeItem() + this.last();
    }
  }

  private begin(): string {
    const created = this.begun ? '' : this.started('response.created');
    return created + this.started('response.in_progress');
  }

  private started(type: EventType): string {
    this.begun = true;
    this.draft.status = 'in_progress';
    return this.lifecycle(type);
  }

  private lifecycle(type: EventType): string {
    return this.message(type, `"response":${this.draft.openingJson()}`);
  }

  private last(): string {
    const { status } = this.draft;
    const type = status === 'completed' || status === 'failed' ? status : 'incomplete';
    return this.message(`response.${type}`, `"response":${this.draft.toJson()}`);
  }

  private text(event: TextDelta): string {
    const { logprobs, pieces = [event.text] } = event;
    let written = '';
    for (const piece of pieces) {
      if (piece !== '') written += this.piece(this.draft.part('output_text'), piece, logprobs);
    }
    return written;
  }

  private piece(section: OutputSection, text: JsonText, logprobs?: readonly TokenLogprob[]): string {
    const opening = section === this.open?.section ? '' : this.turnTo(section);
    if (text === '') return opening;
    this.draft.add(section, text, logprobs);
    const head = logprobs ? this.headWith(logprobs) : this.open?.deltaHead;
    return opening + head + this.sequence++ + AFTER_SEQUENCE + text + AFTER_DELTA;
  }

  /** Closes what is open, and opens this section and, where it is the item's first, the item. */
  private turnTo(section: OutputSection): string {
    const item = this.draft.item as OutputItem;
    const begins = item !== this.open?.item;
    let text = begins ? this.closeItem() : this.closeSection();
    const place = placeOf(item, section);
    if (begins) text += this.itemMessage('response.output_item.added', item, item.openingJson());
    if (item.hasParts) {
      text += this.message(
        'response.content_part.added',
        `${place},"part":${section.partJson('' as JsonText)}`,
      );
    }
    this.open = { item, section, place, deltaHead: this.headOf(section, place, '[]') };
    return text;
  }

  private closeSection(): string {
    if (!this.open) return '';
    const { item, section, place } = this.open;
    const { done, whole } = eventsOf(section);
    const { text } = section;
    const logprobs = section.kind === 'output_text' ? `,"logprobs":${section.logprobsJson}` : '';
    // The published schema asks for the name, which OpenAI's own client does not know.
    const name = section.kind === 'arguments' ? `,"name":${JSON.stringify(item.name)}` : '';
    const closing = this.message(done, `${place}${logprobs}${name},"${whole}":"${text}"`);
    if (!item.hasParts) return closing;
    return closing + this.message('response.content_part.done', `${place},"part":${section.partJson()}`);
  }

  private closeItem(): string {
    if (!this.open) return '';
    const { item } = this.open;
    const closing = this.closeSection() + this.itemMessage('response.output_item.done', item, item.toJson());
    this.open = undefined;
    return closing;
  }

  private itemMessage(type: EventType, { index }: OutputItem, json: string): string {
    return this.message(type, `"output_index":${index},"item":${json}`);
  }

  private headOf(section: OutputSection, place: string, logprobs: string): string {
    const type = eventsOf(section).delta;
    const beside = section.kind === 'output_text' ? `,"logprobs":${logprobs}` : '';
    return `event: ${type}\ndata: {"type":"${type}",${place}${beside},"sequence_number":`;
  }

  private headWith(logprobs: readonly TokenLogprob[]): string {
    const { section, place } = this.open as OpenSection;
    return this.headOf(section, place, JSON.stringify(toResponseLogprobs(logprobs)));
  }

  /** @param properties of the event's object, without the braces */
  private message(type: EventType, properties: string): string {
    return `event: ${type}\ndata: {"type":"${type}","sequence_number":${this.sequence++},${properties}}\n\n`;
  }
}
