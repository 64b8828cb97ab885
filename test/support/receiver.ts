import type { Dispatcher } from 'undici';
import { until } from './until';

/** Takes a body as the providers do: what it is given is copied before it returns. */
export class Receiver implements Dispatcher.DispatchHandler {
  controller: Dispatcher.DispatchController | undefined;
  pieces: Buffer[] = [];
  ended = false;
  error: Error | undefined;

  constructor(private readonly onPiece: (receiver: Receiver) => void = () => undefined) {}

  get body(): Buffer {
    return Buffer.concat(this.pieces);
  }

  async over(): Promise<void> {
    await until('the answer is over', () => this.ended || this.error !== undefined);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
  }

  onResponseStart(): void {
    // The body is what is looked at.
  }

  onResponseData(_: Dispatcher.DispatchController, bytes: Buffer): void {
    this.pieces.push(Buffer.from(bytes));
    this.onPiece(this);
  }

  onResponseEnd(): void {
    this.ended = true;
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.error = error;
  }
}
