export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';

/** How an operator wants the log written; `auto` is pretty on a terminal and JSON otherwise. */
export type LogFormat = 'auto' | 'json' | 'pretty';

/**
 * The configuration of the whole service, validated and frozen. Durations are milliseconds, sizes bytes.
 * It is a class so that it can be its own injection token.
 */
export class Settings {
  readonly server!: {
    readonly port: number;
    readonly host: string;
    /** Processes that serve; 1 serves by itself, without another process over it. */
    readonly workers: number;
    /** How long running streams may go on after the first signal. */
    readonly shutdownGraceMs: number;
    /**
     * How long a connection may wait for its next request. Longer than the idle timeout of common load
     * balancers (60 s), or they send requests into connections that are just being closed.
     */
    readonly idleConnectionMs: number;
    /** Whether `/docs` and `/openapi.json` are served. */
    readonly docs: boolean;
    /** Hops of reverse proxies whose `X-Forwarded-For` is believed. */
    readonly trustedProxies: number;
  };
  readonly log!: { readonly level: LogLevel; readonly format: LogFormat };
  readonly cors!: {
    /** Allowed origins; `*` alone allows every one. Empty: cross-origin requests are not allowed. */
    readonly origins: readonly string[];
    readonly credentials: boolean;
  };
  readonly limits!: {
    /** Bytes of a request's body. */
    readonly bodyBytes: number;
    /** Characters of a `prompt`, counted after trimming. */
    readonly promptChars: number;
    /** Highest accepted `n`. */
    readonly choices: number;
    /** Generations that may run at the same time. */
    readonly concurrentStreams: number;
    /** Bytes of an answer that is collected because the caller did not ask to stream. */
    readonly completionBytes: number;
  };
  /** What is kept of responses that may be read or continued later; the oldest go first. */
  readonly responses!: {
    /** How many; 0 keeps none. */
    readonly entries: number;
    readonly bytes: number;
    readonly ageMs: number;
  };
  readonly stream!: {
    /** Interval of keep-alive comments on a silent stream; 0 sends none. */
    readonly keepAliveMs: number;
    /** How long a client may read nothing before it is cut off. */
    readonly slowClientMs: number;
  };
  readonly gateway!: {
    /** The configuration file; undefined stands for `streaming-llm-api.yaml`, where it exists. */
    readonly file: string | undefined;
    /** How often the file is looked at for changes; 0 never. */
    readonly watchMs: number;
    /** The model that answers where a request names none; wins over the file's. */
    readonly defaultModel: string | undefined;
  };
  readonly builtin!: {
    /** Tokens per second of each choice; 0 is as fast as the client reads. */
    readonly tokensPerSecond: number;
    readonly firstTokenMs: number;
    /** Whether a request may choose how its own answer fails; see docs/builtin.md. */
    readonly faults: boolean;
  };
}
