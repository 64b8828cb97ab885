import { GenerationError } from '../../generation/generation-error';
import { decodeJsonText, type JsonText } from '../../generation/json-text';
import type { ChoiceFinish, ReasoningDelta, StreamEvent, ToolCallDelta } from '../../generation/stream-event';
import type { Usage } from '../../generation/usage';
import type { CollectedFormat } from '../../sse/wire-format';
import { messageId } from './message-id';
import { toMessageUsage } from './message-usage';
import { stopReason } from './stop-reason';

/** What a block costs beside its text; bounds how many there can be. */
const BYTES_PER_BLOCK = 64;

interface CollectedBlock {
  readonly type: 'text' | 'thinking' | 'redacted_thinking' | 'tool_use';
  /** Of a tool call: which one, and what is called. */
  readonly call?: { readonly index: number; readonly id: string; readonly name: string };
  /** Escaped; of a tool call its input. */
  text: string;
  /** Escaped; ends a block of thinking. */
  signature?: JsonText;
}

/** Collects a stream into one `message` object. Text is joined escaped and decoded once, at the end. */
export class MessageCollectedFormat implements CollectedFormat {
  private readonly blocks: CollectedBlock[] = [];
  private id = '';
  private refused = false;
  private finish: Pick<ChoiceFinish, 'reason' | 'stop'> = { reason: 'stop' };
  private json = '';

  /** @param model the model's name as the client asked for it */
  constructor(private readonly model: string) {}

  /** @throws GenerationError at the `finish`, where a tool call's input is no JSON */
  add(event: StreamEvent): number {
    switch (event.type) {
      case 'stream-start':
        this.id = messageId(event.id);
        return 0;
      case 'text-delta':
        return this.append('text', event.text);
      case 'refusal-delta':
        this.refused = true;
        return this.append('text', event.text);
      case 'reasoning-delta':
        return this.think(event);
      case 'tool-call-delta':
        return this.addCall(event);
      case 'choice-finish':
        this.finish = event;
        return 0;
      case 'finish':
        this.json = this.write(event.usage);
        return 0;
    }
  }

  body(): string {
    return this.json;
  }

  private append(type: 'text' | 'thinking', text: JsonText): number {
    if (text === '') return 0;
    const last = this.blocks.at(-1);
    if (last?.type === type && last.signature === undefined) {
      last.text += text;
      return text.length;
    }
    this.blocks.push({ type, text });
    return BYTES_PER_BLOCK + text.length;
  }

  private think({ text, signature, redacted }: ReasoningDelta): number {
    let bytes = this.append('thinking', text);
    if (signature !== undefined) {
      const last = this.blocks.at(-1);
      if (last?.type === 'thinking' && last.signature === undefined) last.signature = signature;
      else this.blocks.push({ type: 'thinking', text: '', signature });
      bytes += BYTES_PER_BLOCK + signature.length;
    }
    if (redacted === undefined) return bytes;
    this.blocks.push({ type: 'redacted_thinking', text: redacted });
    return bytes + BYTES_PER_BLOCK + redacted.length;
  }

  private addCall({ index, id = '', name = '', arguments: piece }: ToolCallDelta): number {
    const known = this.blocks.find(({ call }) => call?.index === index);
    if (known) {
      known.text += piece;
      return piece.length;
    }
    this.blocks.push({ type: 'tool_use', call: { index, id, name }, text: piece });
    return BYTES_PER_BLOCK + id.length + name.length + piece.length;
  }

  private write(usage: Usage): string {
    const { id, model } = this;
    const stop = stopReason(this.finish, this.refused);
    const isCutOff = stop.stop_reason === 'max_tokens' || stop.stop_reason === 'refusal';
    return JSON.stringify({
      ...{ id, type: 'message', role: 'assistant', model },
      content: this.blocks.map((block) => contentBlock(block, isCutOff)),
      ...stop,
      usage: toMessageUsage(usage),
    });
  }
}

function contentBlock({ type, call, text, signature }: CollectedBlock, isCutOff: boolean): object {
  const plain = decodeJsonText(text as JsonText);
  if (call) return { type, id: call.id, name: call.name, input: inputOf(plain, isCutOff) };
  switch (type) {
    case 'thinking':
      return { type, thinking: plain, signature: signature === undefined ? '' : decodeJsonText(signature) };
    case 'redacted_thinking':
      return { type, data: plain };
    default:
      return { type, text: plain };
  }
}

/**
 * The bound on tokens, or a refusal, may strike in the middle of an input; the stop reason says so, and nobody
 * runs it.
 */
function inputOf(json: string, isCutOff: boolean): unknown {
  if (json.trim() === '') return {};
  try {
    return JSON.parse(json);
  } catch (cause) {
    if (isCutOff) return {};
    throw new GenerationError(
      'upstream_invalid_response',
      'The model called a tool with an input that cannot be read.',
      { cause },
    );
  }
}
