/** An answer that another target can go on with when the one that gave it breaks off. */
export interface Continued<Request, Event> {
  /** Whether the answer so far can be continued. */
  readonly canContinue: boolean;
  /** The event as the client may see it; undefined where it may not. */
  pass(event: Event): Event | undefined;
  /** Notes that a target broke off. */
  breakOff(): void;
  /** The request that asks for the rest. */
  requestFor(request: Request): Request;
}
