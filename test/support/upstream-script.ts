import type { Step } from './scripted-upstream';
import type { Framing } from './upstream-answer';

const EVENT_STREAM = { 'Content-Type': 'text/event-stream; charset=utf-8' };

/** Sends a status and headers. */
export const head =
  (status: number, headers: Readonly<Record<string, string>> = {}, framing: Framing = 'chunked'): Step =>
  (answer) =>
    answer.head(status, headers, framing);

/** The head of a stream that goes well. */
export const streamHead = (framing: Framing = 'chunked'): Step => head(200, EVENT_STREAM, framing);

/** Sends bytes of the body in one write. */
export const bytes =
  (content: string | Buffer): Step =>
  (answer) =>
    answer.body(content);

/** Sends bytes past the framing of the body: what is no HTTP at all, for instance. */
export const raw =
  (content: string | Buffer): Step =>
  (answer) =>
    answer.raw(content);

/** Sends bytes one at a time, each in a write and, with the turns between them, mostly in a read of its own. */
export const byteByByte =
  (content: string | Buffer): Step =>
  async (answer) => {
    const all = Buffer.from(content);
    for (let at = 0; at < all.length && !answer.isClosed; at++) {
      await answer.body(all.subarray(at, at + 1));
      await new Promise(setImmediate);
    }
  };

/** A whole answer with a body of known length. */
export const reply =
  (status: number, body: string | object, headers: Readonly<Record<string, string>> = {}): Step =>
  async (answer) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const type = typeof body === 'string' ? 'text/html' : 'application/json';
    await answer.head(status, { 'Content-Type': type, ...headers }, Buffer.byteLength(text));
    await answer.body(text);
  };

/** Repeats `content` for as long as the client is there, as fast as the kernel takes it. */
export const endless =
  (content: string | Buffer): Step =>
  async (answer) => {
    while (!answer.isClosed) await answer.body(content);
  };

/** Waits. */
export const pause =
  (ms: number): Step =>
  (answer) =>
    answer.pause(ms);

/** Says nothing more until the client goes away. */
export const silence: Step = (answer) => answer.untilClosed();

/** Closes the connection, whatever has been promised. */
export const cut: Step = (answer) => answer.cut();

/** Resets the connection. */
export const reset: Step = (answer) => answer.reset();
