import { type ByteText, encodeBytes } from '../../generation/byte-text';
import type { CollectedFormat, StreamFormat } from '../../sse/wire-format';
import { errorEvent } from './responses-error-format';

/** A stream of messages that are written already. */
export const writtenStream: StreamFormat<ByteText> = {
  encode: (messages) => messages,
  fail: (error) => encodeBytes(errorEvent(error, 0)),
};

/** An answer that is one JSON text, written already. What is kept was held to its bound when it was made. */
export class WrittenBody implements CollectedFormat<string> {
  private json = '';

  add(json: string): number {
    this.json = json;
    return 0;
  }

  body(): string {
    return this.json;
  }
}
