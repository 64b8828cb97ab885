import type OpenAI from 'openai';
import { type ByteText, encodeBytes, NO_BYTES } from '../../generation/byte-text';
import type { GenerationError } from '../../generation/generation-error';
import type { StreamEvent, StreamStart, TextDelta, ToolCallDelta } from '../../generation/stream-event';
import { DONE } from '../../sse/sse-message';
import type { StreamFormat } from '../../sse/wire-format';
import { toCompletionUsage } from '../../sse/completion-usage';

type Chunk = OpenAI.ChatCompletionChunk;
type Choice = Chunk['choices'][number];
type LogprobContent = NonNullable<Choice['logprobs']>['content'];

interface ChatStreamOptions {
  /** How many choices the stream has. */
  readonly choices: number;
  /** Whether the client asked for a usage chunk. */
  readonly includeUsage: boolean;
  /** How the dialect reports an error inside the stream. */
  readonly errors: { eventStream(error: GenerationError): string };
  /** Seconds since the epoch, the same on every chunk. */
  readonly created: number;
  /** The model's name as the client asked for it; who really answers stands in the headers. */
  readonly model: string;
}

const AFTER_CONTENT = '"},"logprobs":null,"finish_reason":null}';
const TAIL = ']}\n\n';
const AFTER_TEXT = AFTER_CONTENT + TAIL;
/** Where a chunk of its own will bring the usage. */
const TAIL_BEFORE_USAGE = '],"usage":null}\n\n';
const AFTER_TEXT_BEFORE_USAGE = AFTER_CONTENT + TAIL_BEFORE_USAGE;

/**
 * Writes a stream as OpenAI's `chat.completion.chunk` messages. All that is the same on every chunk is
 * serialised once per stream; a delta costs one concatenation, its text staying escaped as it came.
 */
export class ChatStreamFormat implements StreamFormat {
  /** From `data: {` to the `[` of `choices`; bytes, as everything that comes near it. */
  private head = '';
  /** From the `]` of `choices` to the blank line. */
  private readonly tail: string;
  private rolesSent = false;
  /** From `data: {` to the opening quote of the content, by choice. */
  private readonly contentHeads: string[];
  /** From the closing quote of the content to the blank line. */
  private readonly afterText: string;

  constructor(private readonly options: ChatStreamOptions) {
    this.contentHeads = new Array<string>(options.choices);
    this.tail = options.includeUsage ? TAIL_BEFORE_USAGE : TAIL;
    this.afterText = options.includeUsage ? AFTER_TEXT_BEFORE_USAGE : AFTER_TEXT;
  }

  encode(event: StreamEvent): ByteText {
    if (event.type === 'stream-start') {
      this.start(event);
      return NO_BYTES;
    }
    return (this.rolesSent ? this.chunk(event) : this.roles() + this.chunk(event)) as ByteText;
  }

  fail(error: GenerationError): ByteText {
    return encodeBytes(this.options.errors.eventStream(error));
  }

  private chunk(event: Exclude<StreamEvent, StreamStart>): string {
    switch (event.type) {
      case 'text-delta':
        if (event.logprobs) return this.textWithLogprobs(event);
        return this.text(event);
      case 'refusal-delta':
        return this.delta(event.choice, `{"refusal":"${event.text}"}`);
      case 'reasoning-delta':
        // Signatures have no place in this dialect.
        return event.text === '' ? '' : this.delta(event.choice, `{"reasoning_content":"${event.text}"}`);
      case 'tool-call-delta':
        return this.delta(event.choice, `{"tool_calls":[${toolCall(event)}]}`);
      case 'choice-finish':
        return this.delta(event.choice, '{}', event.reason);
      case 'finish': {
        if (!this.options.includeUsage) return DONE;
        const usage = JSON.stringify(toCompletionUsage(event.usage));
        return `${this.head}],"usage":${usage}}\n\n${DONE}`;
      }
    }
  }

  private text(event: TextDelta): string {
    const head = this.contentHeads[event.choice] ?? this.contentHead(event.choice);
    if (event.bytes) return head + event.bytes.join(this.afterText + head) + this.afterText;
    return head + encodeBytes(event.text) + this.afterText;
  }

  private textWithLogprobs({ choice, text, logprobs }: TextDelta): string {
    const fields: Choice['logprobs'] = { content: logprobs as LogprobContent, refusal: null };
    const own = `"delta":{"content":"${text}"},"logprobs":${JSON.stringify(fields)}`;
    return `${this.head}{"index":${choice},${encodeBytes(own)},"finish_reason":null}${this.tail}`;
  }

  private contentHead(choice: number): string {
    return (this.contentHeads[choice] = `${this.head}{"index":${choice},"delta":{"content":"`);
  }

  private start({ id }: StreamStart): void {
    const { created, model } = this.options;
    const frame: Pick<Chunk, 'id' | 'object' | 'created' | 'model'> = {
      id,
      object: 'chat.completion.chunk',
      created,
      model,
    };
    this.head = encodeBytes(`data: ${JSON.stringify(frame).slice(0, -1)},"choices":[`);
  }

  private roles(): string {
    this.rolesSent = true;
    let roles = '';
    for (let choice = 0; choice < this.options.choices; choice++) {
      roles += this.delta(choice, '{"role":"assistant","content":""}');
    }
    return roles;
  }

  private delta(choice: number, delta: string, reason?: string): string {
    const finish = reason === undefined ? 'null' : `"${reason}"`;
    const own = `"delta":${encodeBytes(delta)},"logprobs":null,"finish_reason":${finish}`;
    return `${this.head}{"index":${choice},${own}}${this.tail}`;
  }
}

function toolCall({ index, id, name, kind = 'function', arguments: text }: ToolCallDelta): string {
  const opening = id === undefined ? '' : `"id":${JSON.stringify(id)},"type":"${kind}",`;
  const named = name === undefined ? '' : `"name":${JSON.stringify(name)},`;
  const input = kind === 'custom' ? 'input' : 'arguments';
  return `{"index":${index},${opening}"${kind}":{${named}"${input}":"${text}"}}`;
}
