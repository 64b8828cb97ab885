import { TextRun } from '../../generation/text-run';
import type { TextDelta } from '../../generation/stream-event';
import type { JsonText } from '../../generation/json-text';
import { type ByteText, decodeBytes } from '../../generation/byte-text';
import { TextFrame } from './text-frame';
import type { WireChunk } from './wire-chunk';

/** Frames kept at a time: one for each of the first choices of a stream. */
const MAX_FRAMES = 4;
/** Frames that may be learned in a stream before any has paid for itself. */
const FREE_LESSONS = 4;
/** Messages that a frame has to match to earn another lesson. */
const MATCHES_PER_LESSON = 8;

/** Characters from which a message is long: put together with others, it would be copied once more. */
const LONG_MESSAGE_CHARS = 512;

/** Takes the text of chunks that were recognised. */
export interface TextSink {
  text(event: TextDelta): void;
}

/**
 * Recognises a stream's text chunks without parsing them, by frames that it learns from the parsed ones.
 *
 * Learning costs as much as parsing some chunks, so a server whose chunks all differ (in a time stamp, say)
 * soon stops being learned from; its stream goes the complete way, as everything does that matches no frame.
 */
export class FrameMatcher {
  private frames: TextFrame[] = [];
  private lessons = FREE_LESSONS;
  private matches = 0;

  /**
   * Takes the text chunks of known frames from `at` on, as many as follow one another.
   * @returns the offset behind the last one taken; `at` where the first message is of no known frame
   */
  take(text: ByteText, at: number, sink: TextSink): number {
    for (const frame of this.frames) {
      const pieces: ByteText[] = [];
      const behind = frame.take(text, at, pieces);
      if (behind === at) continue;
      this.matches += pieces.length;
      pass(frame.choice, pieces, behind - at, sink);
      return behind;
    }
    return at;
  }

  /** Begins with frames that are likely. */
  begin(frames: TextFrame[]): void {
    this.frames = frames;
  }

  /** Learns the frame of a message that had to be parsed. @returns the frame, where the message has one */
  learn(message: ByteText, chunk: WireChunk): TextFrame | undefined {
    if (this.lessons === 0) {
      if (this.matches < MATCHES_PER_LESSON) return undefined;
      this.lessons = 1;
      this.matches = 0;
    }
    const frame = TextFrame.of(message, chunk);
    if (!frame) return undefined;
    this.lessons--;
    this.frames = [frame, ...this.frames.filter(({ choice }) => choice !== frame.choice)].slice(
      0,
      MAX_FRAMES,
    );
    return frame;
  }
}

/** What came in one read passes through the layers as one event, where that costs no copy worth mentioning. */
function pass(choice: number, pieces: readonly ByteText[], chars: number, sink: TextSink): void {
  if (pieces.length > 1 && chars <= pieces.length * LONG_MESSAGE_CHARS) {
    sink.text(new TextRun(choice, pieces));
  } else {
    for (const piece of pieces)
      sink.text({ type: 'text-delta', choice, text: decodeBytes(piece) as JsonText });
  }
}
