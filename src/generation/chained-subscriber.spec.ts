import { Observable, Subscription } from 'rxjs';
import { ChainedSubscriber } from './chained-subscriber';

class Taker extends ChainedSubscriber<number> {
  readonly taken: number[] = [];

  override next(value: number): void {
    if (!this.isStopped) this.taken.push(value);
  }
}

describe('a chained subscriber', () => {
  let ended: string[];
  beforeEach(() => {
    ended = [];
  });
  const source = (name: string): Subscription => new Subscription(() => ended.push(name));

  it('ends its source, and what was added after it in the order it was added', () => {
    const taker = new Taker();
    taker.add(source('source'));
    taker.add(() => ended.push('a function'));
    taker.add(source('another'));
    taker.unsubscribe();
    taker.unsubscribe();
    expect(ended).toEqual(['source', 'a function', 'another']);
    expect(taker.closed).toBe(true);
  });

  it('takes nothing from a source that it has ended', () => {
    const taker = new Taker();
    new Observable<number>((subscriber) => {
      subscriber.next(1);
      taker.unsubscribe();
      subscriber.next(2);
      return () => ended.push('the source');
    }).subscribe(taker);
    expect(taker.taken).toEqual([1]);
    expect(ended).toEqual(['the source']);
  });

  it('lets a source go that is over, for the next one', () => {
    const taker = new Taker();
    const first = source('first');
    taker.add(first);
    first.unsubscribe();
    taker.add(source('second'));
    taker.unsubscribe();
    expect(ended).toEqual(['first', 'second']);
  });

  it('does not end what was removed', () => {
    const taker = new Taker();
    const [kept, removed, other] = ['kept', 'removed', 'other'].map(source);
    taker.add(removed);
    taker.add(other);
    taker.remove(removed);
    taker.remove(other);
    taker.add(kept);
    taker.unsubscribe();
    expect(ended).toEqual(['kept']);
  });

  it('ends at once what comes too late', () => {
    const taker = new Taker();
    taker.unsubscribe();
    taker.add(source('late'));
    expect(ended).toEqual(['late']);
  });

  it('keeps no source that is over already', () => {
    const taker = new Taker();
    taker.add(Subscription.EMPTY);
    taker.add(source('open'));
    taker.unsubscribe();
    expect(ended).toEqual(['open']);
  });

  it('ends the rest where its source fails to end', () => {
    const taker = new Taker();
    taker.add({
      unsubscribe: () => {
        throw new Error('no end');
      },
    });
    taker.add(source('the rest'));
    expect(() => taker.unsubscribe()).toThrow('no end');
    expect(ended).toEqual(['the rest']);
    expect(taker.closed).toBe(true);
  });

  it('is ended once by a source whose end ends it again', () => {
    const taker = new Taker();
    taker.add({ unsubscribe: () => taker.unsubscribe() });
    taker.add(source('the rest'));
    taker.unsubscribe();
    expect(ended).toEqual(['the rest']);
  });
});
