import { GenerationError } from '../../generation/generation-error';
import { decodeJsonText, encodeJsonText, type JsonText } from '../../generation/json-text';
import type { ToolCallDelta } from '../../generation/stream-event';
import type { BlockWriter } from './block-writer';
import { JsonExtent } from './json-extent';

/** Escaped characters of the calls that wait for their turn. More than tools take, and a bound for an upstream that mixes. */
const MAX_WAITING_CHARS = 1_048_576;
/** More calls than any model makes in one turn; bounds what is remembered of them. */
const MAX_CALLS = 1_024;
const NO_INPUT = encodeJsonText('{}');

interface ToolCall {
  readonly id: string;
  readonly name: string;
  readonly extent: JsonExtent;
  /** What came of its input while another call's block was open. */
  waiting: string;
  hasInput: boolean;
  closed: boolean;
}

/**
 * Writes tool calls as blocks. Blocks come one after the other, but an upstream may mix the pieces of
 * parallel calls: a call whose predecessor's input is not whole yet waits, within a bound, until it is, or
 * until the calls end. Where calls come one after the other, which is nearly always, nothing waits.
 */
export class ToolBlocks {
  private readonly calls = new Map<number, ToolCall>();
  /** Calls that are not closed, in the order in which they came; the first one's block is open. */
  private readonly queue: ToolCall[] = [];
  private waitingChars = 0;

  constructor(private readonly blocks: BlockWriter) {}

  /** @throws GenerationError for a piece behind the end of its call, and for more than the bounds allow */
  write(delta: ToolCallDelta): string {
    const { arguments: piece } = delta;
    const known = this.calls.get(delta.index);
    if (!known) return this.begin(delta, piece);
    if (known.closed) {
      if (decodeJsonText(piece).trim() === '') return '';
      throw unusable('a piece of a tool call came behind its end');
    }
    return this.take(known, piece);
  }

  /** Ends the calls that are open or wait. Empty where there are none. */
  end(): string {
    let text = '';
    while (this.queue.length > 0) text += this.closeFirst();
    return text;
  }

  private begin({ index, id = '', name = '' }: ToolCallDelta, piece: JsonText): string {
    if (this.calls.size >= MAX_CALLS) throw unusable('the model made too many tool calls');
    const call: ToolCall = {
      ...{ id, name, extent: new JsonExtent() },
      ...{ waiting: '', hasInput: false, closed: false },
    };
    this.calls.set(index, call);
    this.queue.push(call);
    if (this.queue.length === 1) return this.open(call) + this.take(call, piece);
    const text = this.queue[0].extent.isComplete ? this.closeFirst() : '';
    return text + this.take(call, piece);
  }

  private take(call: ToolCall, piece: JsonText): string {
    if (piece === '') return '';
    call.extent.take(decodeJsonText(piece));
    if (call !== this.queue[0]) {
      this.waitingChars += piece.length;
      if (this.waitingChars > MAX_WAITING_CHARS) throw unusable('the model mixed too long tool calls');
      call.waiting += piece;
      return '';
    }
    call.hasInput = true;
    let text = this.blocks.delta('input_json_delta', piece);
    while (this.queue.length > 1 && this.queue[0].extent.isComplete) text += this.closeFirst();
    return text;
  }

  /** Closes the open call's block and opens that of the next one, with what has come of it. */
  private closeFirst(): string {
    const call = this.queue.shift()!;
    call.closed = true;
    const rest = call.hasInput ? '' : this.blocks.delta('input_json_delta', NO_INPUT);
    const next = this.queue.at(0);
    return rest + this.blocks.close() + (next ? this.open(next) : '');
  }

  private open(call: ToolCall): string {
    const { id, name, waiting } = call;
    const start = this.blocks.open(JSON.stringify({ type: 'tool_use', id, name, input: {} }));
    if (waiting === '') return start;
    this.waitingChars -= waiting.length;
    call.waiting = '';
    call.hasInput = true;
    return start + this.blocks.delta('input_json_delta', waiting as JsonText);
  }
}

const unusable = (cause: string): GenerationError =>
  new GenerationError('upstream_invalid_response', 'The model made tool calls that cannot be read.', {
    cause,
  });
