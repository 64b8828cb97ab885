import { type ByteText, encodeBytes, NO_BYTES } from '../../generation/byte-text';
import type { GenerationError } from '../../generation/generation-error';
import type { JsonText } from '../../generation/json-text';
import type { ChoiceFinish, ReasoningDelta, StreamEvent, TextDelta } from '../../generation/stream-event';
import type { Usage } from '../../generation/usage';
import { anthropicErrorFormat } from '../../sse/anthropic-error-format';
import { namedSseMessage } from '../../sse/sse-message';
import type { StreamFormat } from '../../sse/wire-format';
import { BlockWriter } from './block-writer';
import { messageId } from './message-id';
import { NO_USAGE, toMessageUsage } from './message-usage';
import { stopReason } from './stop-reason';
import { ToolBlocks } from './tool-blocks';

const PING = namedSseMessage('ping', '{"type":"ping"}');
const MESSAGE_STOP = namedSseMessage('message_stop', '{"type":"message_stop"}');
const TEXT_BLOCK = '{"type":"text","text":""}';
const redactedBlock = (data: JsonText): string => `{"type":"redacted_thinking","data":"${data}"}`;
const THINKING_BLOCK = '{"type":"thinking","thinking":"","signature":""}';

/**
 * Writes a stream as the events of Anthropic's Messages API: `message_start` and a `ping`, content blocks,
 * `message_delta` with the reason and the counts, `message_stop`. Nothing follows that, and there is no
 * `[DONE]`. A failure is an `error` event, and the end.
 */
export class MessageStreamFormat implements StreamFormat {
  readonly keepAlive = encodeBytes(PING);
  private readonly blocks = new BlockWriter();
  private readonly tools = new ToolBlocks(this.blocks);
  /** The kind of block that is open. */
  private kind: 'text' | 'thinking' | 'redacted' | 'tools' | undefined;
  private id = '';
  private started = false;
  private refused = false;
  private finish: Pick<ChoiceFinish, 'reason' | 'stop'> = { reason: 'stop' };

  /**
   * @param model the model's name as the client asked for it
   * @param requestId part of what an error event says
   */
  constructor(
    private readonly model: string,
    private readonly requestId: string,
  ) {}

  encode(event: StreamEvent): ByteText {
    if (event.type === 'stream-start') {
      this.id = messageId(event.id);
      return NO_BYTES;
    }
    return encodeBytes(this.started ? this.write(event) : this.start() + this.write(event));
  }

  fail(error: GenerationError): ByteText {
    return encodeBytes(anthropicErrorFormat.eventStream(error, this.requestId));
  }

  private write(event: StreamEvent): string {
    switch (event.type) {
      case 'stream-start':
        return '';
      case 'text-delta':
        return this.texts(event);
      case 'refusal-delta':
        this.refused = true;
        return this.text(event.text);
      case 'reasoning-delta':
        return this.thinking(event);
      case 'tool-call-delta':
        return this.change('tools') + this.tools.write(event);
      case 'choice-finish':
        this.finish = event;
        return this.closeBlock();
      case 'finish':
        return this.end(event.usage);
    }
  }

  private texts(event: TextDelta): string {
    const { pieces = [event.text] } = event;
    let written = '';
    for (const piece of pieces) written += this.text(piece);
    return written;
  }

  private text(text: JsonText): string {
    if (text === '') return '';
    const opening = this.kind === 'text' ? '' : this.change('text') + this.blocks.open(TEXT_BLOCK);
    return opening + this.blocks.delta('text_delta', text);
  }

  private thinking({ text, signature, redacted }: ReasoningDelta): string {
    let written = '';
    if (text !== '') written += this.openThinking() + this.blocks.delta('thinking_delta', text);
    if (signature !== undefined) {
      // What comes behind a signature is another block.
      written += this.openThinking() + this.blocks.delta('signature_delta', signature) + this.closeBlock();
    }
    if (redacted === undefined) return written;
    return written + this.change('redacted') + this.blocks.open(redactedBlock(redacted)) + this.closeBlock();
  }

  private openThinking(): string {
    return this.kind === 'thinking' ? '' : this.change('thinking') + this.blocks.open(THINKING_BLOCK);
  }

  /** Closes what is open, where it is of another kind. */
  private change(kind: NonNullable<MessageStreamFormat['kind']>): string {
    if (this.kind === kind) return '';
    const closed = this.closeBlock();
    this.kind = kind;
    return closed;
  }

  private closeBlock(): string {
    const closed = this.kind === 'tools' ? this.tools.end() : this.blocks.close();
    this.kind = undefined;
    return closed;
  }

  private start(): string {
    this.started = true;
    const message = {
      ...{ id: this.id, type: 'message', role: 'assistant', model: this.model, content: [] },
      ...{ stop_reason: null, stop_sequence: null, usage: NO_USAGE },
    };
    return namedSseMessage('message_start', JSON.stringify({ type: 'message_start', message })) + PING;
  }

  private end(usage: Usage): string {
    const delta = stopReason(this.finish, this.refused);
    const data = JSON.stringify({ type: 'message_delta', delta, usage: toMessageUsage(usage) });
    return namedSseMessage('message_delta', data) + MESSAGE_STOP;
  }
}
