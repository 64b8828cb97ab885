import { Histogram } from '../stats/histogram';
import type { LoadErrors } from './load-job';

/** What all clients of a job count together, while it is measured. Times are in microseconds. */
export class LoadTally {
  measuring = false;
  answers = 0;
  events = 0;
  readonly firstToken = new Histogram();
  readonly gap = new Histogram();
  readonly whole = new Histogram();
  readonly errors: LoadErrors = { connect: 0, status: 0, truncated: 0, unfinished: 0 };
  private streams = 0;

  /** The number of a stream that begins, from 1. */
  begin(): number {
    return ++this.streams;
  }
}
