import type { JsonText } from './json-text';
import type { TextDelta } from './stream-event';

/**
 * Several pieces of a choice's text that came in one read, as one event: what is done for each event is then
 * done once for all of them.
 */
export class TextRun implements TextDelta {
  readonly type = 'text-delta';

  constructor(
    readonly choice: number,
    readonly pieces: readonly JsonText[],
  ) {}

  /** All of them; put together only for those who ask. */
  get text(): JsonText {
    return this.pieces.join('') as JsonText;
  }
}
