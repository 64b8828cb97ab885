import { type ByteText, encodeBytes, NO_BYTES } from '../../generation/byte-text';
import { Demand } from '../../generation/demand';
import { EventLog } from './event-log';
import { follow } from './follow';

const event = (number: number): ByteText => encodeBytes(`event: e\ndata: ${number}\n\n`);
const events = (first: number, end: number): ByteText =>
  encodeBytes(Array.from({ length: end - first }, (_, index) => event(first + index)).join(''));

/** Follows a log, and says what came, and how it ended. */
function read(log: EventLog, from: number, demand = new Demand()) {
  const seen = { text: '', end: undefined as unknown };
  const subscription = follow(log, from, demand).subscribe({
    next: (text) => (seen.text += text),
    error: (error: unknown) => (seen.end = error),
    complete: () => (seen.end = 'complete'),
  });
  return { seen, subscription };
}

describe(EventLog.name, () => {
  it('gives all events from any number on, however many were added at a time', () => {
    const log = new EventLog();
    log.append(events(0, 1), 1);
    log.append(events(1, 5), 5);
    log.append(NO_BYTES, 5);
    log.append(events(5, 7), 7);
    log.end();
    for (let from = 0; from <= 7; from++) {
      expect(read(log, from).seen).toEqual({ text: events(from, 7), end: 'complete' });
    }
    expect(read(log, 99).seen).toEqual({ text: '', end: 'complete' });
  });

  it('goes on with what comes, until the end', () => {
    const log = new EventLog();
    log.append(events(0, 2), 2);
    const { seen } = read(log, 1);
    expect(seen).toEqual({ text: events(1, 2), end: undefined });
    log.append(events(2, 4), 4);
    expect(seen.text).toBe(events(1, 4));
    log.end();
    expect(seen.end).toBe('complete');
  });

  it('waits for a number that is still to come', () => {
    const log = new EventLog();
    const { seen } = read(log, 3);
    log.append(events(0, 2), 2);
    expect(seen.text).toBe('');
    log.append(events(2, 5), 5);
    expect(seen.text).toBe(events(3, 5));
  });

  it('gives nothing to whoever cannot take it, and the rest once it can', () => {
    const log = new EventLog();
    const demand = new Demand();
    const { seen } = read(log, 0, demand);
    demand.lower();
    for (let number = 0; number < 9; number++) log.append(event(number), number + 1);
    log.end();
    expect(seen).toEqual({ text: '', end: undefined });
    demand.raise();
    expect(seen).toEqual({ text: events(0, 9), end: 'complete' });
  });

  it('stops in the middle when demand is lowered by what it gave', () => {
    const log = new EventLog();
    for (let number = 0; number < 9; number++) log.append(event(number), number + 1);
    const demand = new Demand();
    let text = '';
    follow(log, 0, demand).subscribe((piece) => {
      text += piece;
      demand.lower();
    });
    expect(text).toBe(event(0));
    demand.raise();
    expect(text).toBe(events(0, 2));
  });

  it('gives a follower that has left nothing more', () => {
    const log = new EventLog();
    const { seen, subscription } = read(log, 0);
    subscription.unsubscribe();
    log.append(event(0), 1);
    log.end();
    expect(seen).toEqual({ text: '', end: undefined });
  });

  it('is bounded: the oldest events go, and whoever asks for them is told', () => {
    const log = new EventLog();
    const large = encodeBytes(`event: e\ndata: ${'x'.repeat(1_048_576)}\n\n`);
    for (let number = 0; number < 40; number++) log.append(large, number + 1);
    expect(log.runs.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThanOrEqual(16_777_216);
    const [{ first }] = log.runs;
    log.end();
    expect(read(log, first).seen.end).toBe('complete');
    expect(read(log, first - 1).seen.end).toMatchObject({ code: 'invalid_value', param: 'starting_after' });
  });

  it('keeps the latest events, however long they are', () => {
    const log = new EventLog();
    log.append(event(0), 1);
    log.append(encodeBytes(`event: e\ndata: ${'x'.repeat(20_000_000)}\n\n`), 2);
    log.end();
    expect(log.runs.map(({ first }) => first)).toEqual([1]);
    expect(read(log, 1).seen.end).toBe('complete');
    expect(read(log, 0).seen.end).toMatchObject({ code: 'invalid_value', param: 'starting_after' });
  });

  it('can be read again from what was recorded', () => {
    const log = new EventLog();
    log.append(events(0, 4), 4);
    log.end();
    const { runs, next } = log;
    expect(read(new EventLog({ runs, next }), 2).seen).toEqual({ text: events(2, 4), end: 'complete' });
  });
});
