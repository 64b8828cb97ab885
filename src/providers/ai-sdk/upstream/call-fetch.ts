/** Answers a package's `fetch` for one call. */
export type Sender = (url: URL, init: RequestInit) => Promise<Response>;

/**
 * The one `fetch` that a package is given when its provider is made, and that knows at each request for which
 * call it is: by the abort signal, which every package hands through.
 */
export class CallFetch {
  private readonly senders = new WeakMap<AbortSignal, Sender>();

  /** Requests under this signal are answered by `sender`. */
  register(signal: AbortSignal, sender: Sender): void {
    this.senders.set(signal, sender);
  }

  readonly fetch = (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const sender = init.signal && this.senders.get(init.signal);
    if (!sender) return Promise.reject(new Error('a request that belongs to no call'));
    return sender(new URL(input instanceof Request ? input.url : input), init);
  };
}
