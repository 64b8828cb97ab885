/** A content block of a received message; `input` is a tool call's, parsed. */
export interface ReceivedBlock {
  readonly type: 'text' | 'thinking' | 'redacted_thinking' | 'tool_use';
  text?: string;
  thinking?: string;
  signature?: string;
  readonly data?: string;
  readonly id?: string;
  readonly name?: string;
  input?: unknown;
}

interface WireEvent {
  readonly type: string;
  readonly index?: number;
  readonly message?: Record<string, unknown>;
  readonly content_block?: ReceivedBlock;
  readonly delta?: Record<string, unknown> & { readonly type?: string };
  readonly usage?: Record<string, number>;
  readonly error?: { readonly type: string; readonly message: string };
  readonly request_id?: string;
}

const STOP_REASONS = ['end_turn', 'stop_sequence', 'max_tokens', 'tool_use', 'refusal'];
const ERROR_TYPES = [
  ...['invalid_request_error', 'authentication_error', 'permission_error', 'not_found_error'],
  ...['request_too_large', 'rate_limit_error', 'api_error', 'overloaded_error', 'timeout_error'],
];
const EMPTY: Readonly<Record<string, object>> = {
  text: { text: '' },
  thinking: { thinking: '', signature: '' },
  tool_use: { input: {} },
};
/** The block that a delta belongs to, and the delta's field. */
const DELTAS: Readonly<Record<string, readonly [block: string, field: string]>> = {
  text_delta: ['text', 'text'],
  thinking_delta: ['thinking', 'thinking'],
  signature_delta: ['thinking', 'signature'],
  input_json_delta: ['tool_use', 'partial_json'],
};

/**
 * A body of Anthropic's Messages API, held against the order that its events must have: one `message_start`,
 * blocks numbered in order with one open at a time, one `message_delta`, `message_stop`, or an `error` at any
 * place; pings between them; nothing behind the end.
 */
export class MessageEvents {
  /** The types of all events, in order. */
  readonly types: string[] = [];
  readonly content: ReceivedBlock[] = [];
  id = '';
  model = '';
  stopReason: string | undefined;
  stopSequence: string | null | undefined;
  usage: Record<string, number> = {};
  /** The failure that ended the stream, where one did. */
  error: { readonly type: string; readonly message: string; readonly requestId: string } | undefined;
  private open: ReceivedBlock | undefined;
  private input = '';
  private ended = false;

  /** @throws Error saying where the body breaks the order */
  constructor(body: string) {
    demand(body.endsWith('\n\n'), 'the body ends inside of an event', body.slice(-200));
    for (const text of body.split('\n\n').slice(0, -1)) {
      const [, name, data] = /^event: (\w+)\ndata: (.*)$/.exec(text) ?? [];
      demand(data !== undefined, 'this is no named event with one line of data', text);
      const event = JSON.parse(data) as WireEvent;
      demand(event.type === name, 'the event is called otherwise than its type', text);
      demand(!this.ended, 'this follows the end', text);
      this.types.push(name);
      this.take(event, text);
    }
    demand(this.ended, 'the stream has no end', body.slice(-200));
  }

  /** The types of all events but pings, each run of equal ones once. */
  get outline(): string[] {
    return this.types.filter((type, at) => type !== 'ping' && type !== this.types[at - 1]);
  }

  private take(event: WireEvent, text: string): void {
    const begun = this.id !== '';
    switch (event.type) {
      case 'ping':
        return;
      case 'error':
        return this.fail(event, text);
      case 'message_start':
        demand(!begun, 'the message begins twice', text);
        return this.start(event.message ?? {}, text);
      case 'message_stop':
        demand(this.stopReason !== undefined, 'the message ends without a reason', text);
        this.ended = true;
        return;
      default:
        demand(begun && this.stopReason === undefined, 'this is not its place', text);
    }
    if (event.type === 'message_delta') return this.finish(event, text);
    if (event.type === 'content_block_start') return this.openBlock(event, text);
    demand(this.open !== undefined, 'no block is open', text);
    demand(event.index === this.content.length - 1, 'this is not the block that is open', text);
    if (event.type === 'content_block_delta') return this.append(event.delta ?? {}, text);
    demand(event.type === 'content_block_stop', 'there is no such event', text);
    if (this.open?.type === 'tool_use') this.open.input = readInput(this.input);
    this.open = undefined;
  }

  private start(message: Record<string, unknown>, text: string): void {
    const { id, type, role, model, content, stop_reason, stop_sequence, usage } = message;
    demand(typeof id === 'string' && id.startsWith('msg_'), 'the id is not msg_…', text);
    demand(type === 'message' && role === 'assistant' && typeof model === 'string', 'no message', text);
    demand(Array.isArray(content) && content.length === 0, 'the content is not empty', text);
    demand(stop_reason === null && stop_sequence === null, 'the message has ended', text);
    demand(areCounts(usage), 'these are no counts', text);
    this.id = id;
    this.model = model;
  }

  private openBlock({ index, content_block: block }: WireEvent, text: string): void {
    demand(this.open === undefined, 'a block is open already', text);
    demand(block !== undefined && index === this.content.length, 'the block has another number', text);
    const { type } = block;
    const empty = type === 'redacted_thinking' ? {} : EMPTY[type];
    demand(empty !== undefined, 'there is no such block', text);
    for (const [field, value] of Object.entries(empty)) {
      const given = JSON.stringify((block as unknown as Record<string, unknown>)[field]);
      demand(given === JSON.stringify(value), `the block does not begin with an empty ${field}`, text);
    }
    if (type === 'tool_use') demand(!!block?.id && !!block.name, 'the call has no id or no name', text);
    this.input = '';
    this.open = { ...block };
    this.content.push(this.open);
  }

  private append({ type = '', ...delta }: NonNullable<WireEvent['delta']>, text: string): void {
    const [block, field] = DELTAS[type] ?? [];
    demand(field !== undefined && block === this.open?.type, 'the block has no such delta', text);
    const piece = delta[field];
    demand(typeof piece === 'string' && piece !== '', 'the delta is empty', text);
    if (field === 'partial_json') this.input += piece;
    else {
      const grown = this.open as unknown as Record<string, string>;
      demand(field === 'signature' || !grown.signature, 'this follows the signature', text);
      grown[field] += piece;
    }
  }

  private finish({ delta = {}, usage }: WireEvent, text: string): void {
    demand(this.open === undefined, 'a block is still open', text);
    const { stop_reason: reason, stop_sequence: sequence } = delta;
    demand(STOP_REASONS.includes(reason as string), 'there is no such reason', text);
    demand(
      (reason === 'stop_sequence') === (typeof sequence === 'string'),
      'the sequence does not fit',
      text,
    );
    demand(areCounts(usage), 'these are no counts', text);
    this.stopReason = reason as string;
    this.stopSequence = sequence as string | null;
    this.usage = usage as Record<string, number>;
  }

  private fail({ error, request_id: requestId }: WireEvent, text: string): void {
    demand(error !== undefined && ERROR_TYPES.includes(error.type), 'there is no such error', text);
    demand(typeof error?.message === 'string' && !!requestId, 'the error says too little', text);
    this.error = { ...(error as { type: string; message: string }), requestId: requestId };
    this.ended = true;
  }
}

/** Not JSON where the bound on tokens struck in the middle of it. */
function readInput(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
}

function areCounts(usage: unknown): boolean {
  const { input_tokens, output_tokens, ...more } = Object(usage) as Record<string, unknown>;
  const isCount = (value: unknown): boolean => Number.isInteger(value) && (value as number) >= 0;
  const others = Object.values(more).filter((value) => typeof value !== 'object');
  return [input_tokens, output_tokens, ...others].every(isCount);
}

function demand(holds: boolean, otherwise: string, text: string): asserts holds {
  if (!holds) throw new Error(`Not the Messages API: ${otherwise}.\n${text}`);
}
