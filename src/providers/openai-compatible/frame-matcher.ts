import type { TextDelta } from '../../generation/stream-event';
import { TextFrame } from './text-frame';
import type { WireChunk } from './wire-chunk';

/** Frames kept at a time: one for each of the first choices of a stream. */
const MAX_FRAMES = 4;
/** Frames that may be learned in a stream before any has paid for itself. */
const FREE_LESSONS = 4;
/** Messages that a frame has to match to earn another lesson. */
const MATCHES_PER_LESSON = 8;

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
   * Looks at the message at `at`.
   * @returns the offset behind it where it is a text chunk of a known frame, -1 where it is not
   */
  match(text: string, at: number, emit: (event: TextDelta) => void): number {
    for (const frame of this.frames) {
      const behind = frame.match(text, at);
      if (behind === -1) continue;
      this.matches++;
      const delta = frame.textIn(text, at, behind);
      if (delta !== '') emit({ type: 'text-delta', choice: frame.choice, text: delta });
      return behind;
    }
    return -1;
  }

  /** Learns the frame of a message that had to be parsed. */
  learn(message: string, chunk: WireChunk): void {
    if (this.lessons === 0) {
      if (this.matches < MATCHES_PER_LESSON) return;
      this.lessons = 1;
      this.matches = 0;
    }
    const frame = TextFrame.of(message, chunk);
    if (!frame) return;
    this.lessons--;
    this.frames = [frame, ...this.frames.filter(({ choice }) => choice !== frame.choice)].slice(
      0,
      MAX_FRAMES,
    );
  }
}
