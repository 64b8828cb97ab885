import type { Exchange } from './endpoint';

interface ParsedChunk {
  readonly id?: unknown;
  readonly model?: unknown;
  readonly object?: unknown;
  readonly error?: unknown;
  readonly choices?: readonly {
    readonly delta?: { readonly content?: string };
    readonly finish_reason?: string | null;
  }[];
}

/** One streamed answer, read as a client reads it. */
export class MeasuredStream {
  readonly firstTokenMs: number;
  readonly tokensPerSecond: number;
  readonly characters: number;
  /** Chunks with content. */
  readonly chunks: number;
  /** From the first content to the last. */
  readonly spreadMs: number;
  readonly reads: number;
  readonly endsWithDone: boolean;
  readonly hasFinishReason: boolean;
  readonly consistent: boolean;
  readonly failed: boolean;
  readonly text: string;

  constructor(exchange: Exchange) {
    const { events } = exchange;
    const chunks = events.filter(({ data }) => data !== '[DONE]').map(({ data }) => parse(data));
    const contents = events.filter(({ data }) => contentOf(parse(data)) !== '');
    const first = contents[0]?.atMs ?? Infinity;
    const last = contents.at(-1)?.atMs ?? Infinity;
    this.text = chunks.map(contentOf).join('');
    this.characters = this.text.length;
    this.chunks = contents.length;
    this.firstTokenMs = first;
    this.spreadMs = contents.length > 0 ? last - first : 0;
    // At the resolution of a millisecond: an answer that came at once has no measurable speed limit.
    this.tokensPerSecond =
      contents.length > 1 ? ((contents.length - 1) * 1000) / Math.max(1, this.spreadMs) : 0;
    this.reads = exchange.reads;
    this.endsWithDone = events.at(-1)?.data === '[DONE]' && !exchange.broken;
    this.hasFinishReason = chunks.some((chunk) =>
      chunk.choices?.some((choice) => choice.finish_reason != null),
    );
    this.consistent = chunks.every(
      ({ id, model, object }) =>
        object === 'chat.completion.chunk' && id === chunks[0]?.id && model === chunks[0]?.model,
    );
    this.failed =
      exchange.status !== 200 || exchange.broken || chunks.some(({ error }) => error !== undefined);
  }

  /** Whether the answer arrived whole, by its own statement. */
  get complete(): boolean {
    return !this.failed && this.endsWithDone && this.hasFinishReason;
  }
}

function parse(data: string): ParsedChunk {
  try {
    const value: unknown = JSON.parse(data);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

const contentOf = ({ choices }: ParsedChunk): string => choices?.[0]?.delta?.content ?? '';
