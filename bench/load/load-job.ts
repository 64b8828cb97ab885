import type { Distribution } from '../stats/histogram';

/** What the load is to do. */
export interface LoadJob {
  readonly port: number;
  readonly path: string;
  readonly body: string;
  /** Clients; each asks again as soon as it has its answer. */
  readonly clients: number;
  /** The clients begin one after another over this time. */
  readonly rampMs: number;
  /** Not measured, from the first client on. */
  readonly warmUpMs: number;
  readonly measuredMs: number;
  readonly expect: 'stream' | 'json';
  /** The status that every answer is to have. */
  readonly status: number;
  /** Every so-manieth stream is left after its first content; 0 for none. */
  readonly leaveEvery?: number;
}

/** What went wrong, counted in the measured time. */
export interface LoadErrors {
  /** Connections that were refused or broke before an answer began. */
  connect: number;
  /** Answers of another status. */
  status: number;
  /** Answers that broke off. */
  truncated: number;
  /** Streams that ended in an error event or without `[DONE]`. */
  unfinished: number;
}

/** What the load saw in the measured time. Times are in microseconds. */
export interface LoadResult {
  readonly seconds: number;
  /** Answers that ended as they should. */
  readonly answers: number;
  /** Events with content. */
  readonly events: number;
  /** From the request to the first event with content. */
  readonly firstToken: Distribution;
  /** Between arrivals of content on one stream. */
  readonly gap: Distribution;
  /** From the request to the end of the answer. */
  readonly whole: Distribution;
  /** The longest time an open stream was silent, also of those that were open at the end. */
  readonly longestSilence: number;
  readonly errors: LoadErrors;
  /** The load's own share of a core. */
  readonly busy: number;
}

/** What the load's process says. */
export type LoadMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'measuring' }
  | { readonly kind: 'result'; readonly result: LoadResult };
