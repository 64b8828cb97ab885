/** One line on a terminal that says what is going on; nothing at all where there is no terminal. */
export class ProgressLine {
  constructor(private readonly stream: NodeJS.WriteStream) {}

  show(step: string): void {
    if (this.stream.isTTY) this.stream.write(`\r\u001b[K… ${step}`);
  }

  clear(): void {
    if (this.stream.isTTY) this.stream.write('\r\u001b[K');
  }
}
