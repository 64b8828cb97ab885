import { randomUUID } from 'node:crypto';
import { estimateTokens } from '../../generation/estimate-tokens';
import type { GenerationRequest } from '../../generation/generation-request';
import type { StreamEvent, TextDelta } from '../../generation/stream-event';
import type { Usage } from '../../generation/usage';
import { type ByteText, decodeBytes } from '../../generation/byte-text';
import { SseReader, type SseSink } from '../http/sse-reader';
import { upstreamError } from '../http/upstream-failure';
import { ChunkReader, type EventSink, unreadable } from './chunk-reader';
import { readErrorObject } from './error-object';
import { FrameMatcher } from './frame-matcher';
import type { MessageMemo } from './message-memo';
import { marksOf, type StreamMarks } from './stream-marks';
import type { WireChunk } from './wire-chunk';

/** What the streams of one provider share. */
export interface CompletionStreamOptions {
  readonly provider: string;
  /** Bound on one message. */
  readonly maxEventBytes: number;
  /** Texts that no caller may see. */
  readonly secrets: readonly string[];
}

/**
 * The body of one answer: bytes in, events out, as far as `choice-finish`. It knows whether the answer is
 * whole; what is done about it is the exchange's to decide.
 *
 * Text chunks go by frames, everything else is parsed.
 */
export class CompletionStream implements SseSink, EventSink {
  /** By what the server said that nothing more will come; undefined until it has. */
  endedBy: string | undefined;
  private readonly sse: SseReader;
  private readonly chunks: ChunkReader;
  private readonly frames = new FrameMatcher();
  private marks: StreamMarks | undefined;
  private started = false;
  private deltas = 0;

  /**
   * @param memo of the model that is asked
   * @param out takes the events; may stop listening at any of them by {@link close}
   * @param retryAfter seconds that the answer's headers gave, for errors that its body reports
   */
  constructor(
    private readonly request: GenerationRequest,
    private readonly memo: MessageMemo,
    private readonly out: EventSink,
    private readonly options: CompletionStreamOptions,
    private readonly retryAfter: number | undefined,
  ) {
    this.sse = new SseReader(this, options.maxEventBytes);
    this.chunks = new ChunkReader(request.choices, this, request.stop);
  }

  /** Whether every choice has given its finish reason: then the answer is whole, however the stream ends. */
  get isWhole(): boolean {
    return this.chunks.complete;
  }

  /**
   * Takes the next bytes.
   * @throws GenerationError what the upstream reports, or `upstream_invalid_response` for what is no answer
   */
  push(bytes: Buffer): void {
    if (this.endedBy === undefined) this.sse.push(bytes);
  }

  /** Lets everything that is still to come, even of the bytes at hand, go nowhere. */
  close(): void {
    this.endedBy ??= 'nobody listens';
  }

  /**
   * The token counts, estimated where none came.
   * @param requestBytes how long the request's body was
   */
  usage(requestBytes: number): Usage {
    return (
      this.chunks.usage ?? {
        promptTokens: estimateTokens(requestBytes),
        completionTokens: this.deltas,
        estimated: true,
      }
    );
  }

  next(event: StreamEvent): void {
    if (event.type === 'text-delta') this.deltas += event.pieces?.length ?? 1;
    else if (event.type !== 'choice-finish') this.deltas++;
    this.out.next(event);
  }

  /** A text chunk that a frame has recognised. */
  text(event: TextDelta): void {
    if (!this.chunks.hasFinished(event.choice)) this.next(event);
  }

  take(text: ByteText, at: number): number {
    if (this.endedBy !== undefined) return text.length;
    const behind = this.frames.take(text, at, this);
    if (behind !== at) return behind;
    const end = text.indexOf('\n\n', at);
    // Parsed right here where it is one plain line of data, so that its frame can be learned.
    if (end === -1 || !text.startsWith('data: {', at) || text.indexOf('\n', at) !== end) return at;
    const message = text.slice(at, end + 2) as ByteText;
    if (message.includes('\r')) return at;
    this.message(message);
    return end + 2;
  }

  data(data: string): void {
    if (this.endedBy !== undefined) return;
    if (data.trim() === '[DONE]') this.endedBy = '[DONE]';
    else if (data !== '') this.chunk(data);
  }

  private message(message: ByteText): void {
    const json = message.slice(6, -2) as ByteText;
    if (!this.started) this.meet(json);
    const { marks, memo } = this;
    const known = marks && memo.find(json, marks);
    if (known) return this.read(known, marks.id);
    const chunk = this.chunk(decodeBytes(json));
    const frame = this.frames.learn(message, chunk);
    if (marks && frame) memo.learnFrame(frame, marks);
    else if (marks) memo.learn(json, marks, chunk);
  }

  /** Begins with the first message: what it has in common with earlier streams need not be learned again. */
  private meet(json: ByteText): void {
    this.marks = marksOf(json);
    if (this.marks) this.frames.begin(this.memo.begin(this.marks));
  }

  private chunk(data: string): WireChunk {
    let chunk: WireChunk;
    try {
      chunk = JSON.parse(data) as WireChunk;
    } catch (error) {
      throw unreadable(error);
    }
    if (typeof chunk !== 'object' || chunk === null) throw unreadable('a chunk that is no object');
    if (chunk.error) {
      const { retryAfter, options } = this;
      throw upstreamError({ retryAfter, ...readErrorObject(chunk), secrets: options.secrets });
    }
    this.read(chunk, chunk.id);
    return chunk;
  }

  private read(chunk: WireChunk, id: unknown): void {
    if (!this.started) this.start(id);
    this.chunks.read(chunk);
    // The counts are the last thing that an answer brings; `[DONE]` after them is a courtesy.
    if (this.isWhole && chunk.usage) this.endedBy ??= 'the usage';
  }

  private start(id: unknown): void {
    this.started = true;
    this.out.next({
      type: 'stream-start',
      id: typeof id === 'string' && id !== '' ? id : `chatcmpl-${randomUUID().replaceAll('-', '')}`,
      model: this.request.model,
      provider: this.options.provider,
    });
  }
}
