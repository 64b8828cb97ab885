import { type ByteText, decodeBytes } from '../../generation/byte-text';
import { MessageTemplate } from './message-template';
import type { StreamMarks } from './stream-marks';
import { TextFrame } from './text-frame';
import type { WireChunk } from './wire-chunk';

/** Messages and frames that are kept, each: a stream has two or three messages without text, and one frame a choice. */
const MAX_KEPT = 4;
/** Longest message that is kept, in characters. */
const MAX_MESSAGE_CHARS = 2_048;
/**
 * What may be learned before anything has paid for itself, in lessons; each stream earns an eighth of another
 * one. A server whose messages differ in more than their marks would else be learned from for nothing.
 */
const FREE_LESSONS = 16;
const STREAMS_PER_LESSON = 8;

/**
 * What the streams of one model of one server have in common: the messages without text that they all send
 * (who speaks, why it ended), which then need not be parsed again, and the frame of their text chunks, which
 * then need not be learned again.
 */
export class MessageMemo {
  private messages: { readonly template: MessageTemplate; readonly chunk: WireChunk }[] = [];
  private frames: { readonly template: MessageTemplate; readonly choice: number }[] = [];
  private credit = FREE_LESSONS * STREAMS_PER_LESSON;

  /** Begins a stream. @returns the frames that its text chunks will probably have */
  begin(marks: StreamMarks): TextFrame[] {
    if (this.credit < FREE_LESSONS * STREAMS_PER_LESSON) this.credit++;
    return this.frames.map(({ template, choice }) => TextFrame.ofProbe(template.filled(marks), choice));
  }

  /**
   * The chunk of a message that an earlier stream has sent, too.
   * @returns a chunk that is right but for its `id` and `created`; shared, so nobody may change it
   */
  find(json: ByteText, marks: StreamMarks): WireChunk | undefined {
    for (const { template, chunk } of this.messages) if (template.matches(json, marks)) return chunk;
    return undefined;
  }

  /** Keeps a message that had to be parsed, where other streams may send it as well. */
  learn(json: ByteText, marks: StreamMarks, chunk: WireChunk): void {
    if (json.length > MAX_MESSAGE_CHARS || !isWithoutText(chunk) || !this.pay()) return;
    const template = MessageTemplate.of(json, marks, chunk);
    if (template) this.messages = [{ template, chunk }, ...this.messages].slice(0, MAX_KEPT);
  }

  /** Keeps a frame that had to be learned. */
  learnFrame(frame: TextFrame, marks: StreamMarks): void {
    const { probe, choice } = frame;
    if (probe.length > MAX_MESSAGE_CHARS || !this.pay()) return;
    const template = MessageTemplate.of(probe, marks, JSON.parse(decodeBytes(probe)) as WireChunk);
    if (template) this.frames = [{ template, choice }, ...this.frames].slice(0, MAX_KEPT);
  }

  private pay(): boolean {
    if (this.credit < STREAMS_PER_LESSON) return false;
    this.credit -= STREAMS_PER_LESSON;
    return true;
  }
}

/** Models whose messages are kept at a time: callers may choose their names. */
const MAX_MODELS = 256;

/** The memos of one server's models. */
export class MessageMemos {
  private readonly memos = new Map<string, MessageMemo>();

  /** The memo of a model. */
  of(model: string): MessageMemo {
    let memo = this.memos.get(model);
    if (!memo) {
      if (this.memos.size >= MAX_MODELS) this.memos.delete(this.memos.keys().next().value!);
      memo = new MessageMemo();
      this.memos.set(model, memo);
    }
    return memo;
  }
}

/** Text and counts are different in every stream. */
const isWithoutText = ({ choices, usage }: WireChunk): boolean =>
  !usage &&
  !!choices?.every(
    ({ delta, logprobs }) =>
      !delta?.content &&
      !delta?.reasoning_content &&
      !delta?.reasoning &&
      !delta?.refusal &&
      !delta?.tool_calls &&
      !logprobs?.content?.length,
  );
