/** The payloads of `data:` lines in a text that comes in pieces. Enough for events with one line of data. */
export class SseLines {
  private rest = '';

  /** Takes the next piece. @returns the payloads of the lines that it completes */
  push(part: string): string[] {
    const lines = (this.rest + part).split(/\r\n|\n|\r(?!$)/);
    this.rest = lines.pop() ?? '';
    return lines.filter((line) => line.startsWith('data:')).map((line) => line.slice(5).trimStart());
  }
}
