import { encodeBytes } from '../../generation/byte-text';
import { MemoryResponseStore } from './memory-response-store';
import type { StoredResponse } from './stored-response';

const LIMITS = { entries: 3, bytes: 50_000, ageMs: 1_000 };
const stored = (id: string, chars = 10): StoredResponse => ({
  id,
  response: 'x'.repeat(chars),
  input: '[]',
  earlier: [],
  itemIds: [`item_of_${id}`],
});

describe(MemoryResponseStore.name, () => {
  let now: number;
  const storeOf = (limits = LIMITS) => new MemoryResponseStore(limits, () => now);
  const kept = async (store: MemoryResponseStore, ids: string[]) => {
    const found = await Promise.all(ids.map((id) => store.find(id)));
    return found.flatMap((one) => one?.id ?? []);
  };
  beforeEach(() => {
    now = 5_000;
  });

  it('keeps the latest of more than it has room for, with their items', async () => {
    const store = storeOf();
    for (const id of ['a', 'b', 'c', 'd']) await store.save(stored(id));
    expect(await kept(store, ['a', 'b', 'c', 'd'])).toEqual(['b', 'c', 'd']);
    expect(await store.findByItem('item_of_a')).toBeUndefined();
  });

  it('counts a response that was saved again as new, and once', async () => {
    const store = storeOf();
    for (const id of ['a', 'b', 'a', 'c', 'd']) await store.save(stored(id));
    expect(await kept(store, ['a', 'b', 'c', 'd'])).toEqual(['a', 'c', 'd']);
  });

  it('lets go of the oldest when the bytes run out', async () => {
    const store = storeOf();
    for (const id of ['a', 'b', 'c']) await store.save(stored(id, 20_000));
    expect(await kept(store, ['a', 'b', 'c'])).toEqual(['b', 'c']);
  });

  it('counts the conversation ahead, and what was streamed', async () => {
    const store = storeOf();
    await store.save(stored('a', 20_000));
    await store.save({ ...stored('b'), earlier: ['x'.repeat(20_000)] });
    const text = encodeBytes('x'.repeat(20_000));
    await store.save({ ...stored('c'), events: { runs: [{ first: 0, text }], next: 1 } });
    expect(await kept(store, ['a', 'b', 'c'])).toEqual(['b', 'c']);
  });

  it('does not keep what is larger than all of it, and loses nothing by that', async () => {
    const store = storeOf();
    await store.save(stored('a'));
    expect(await store.save(stored('b', 60_000))).toBe(false);
    expect(await kept(store, ['a', 'b'])).toEqual(['a']);
  });

  it('lets go of what is too old', async () => {
    const store = storeOf();
    await store.save(stored('a'));
    now += 999;
    await store.save(stored('b'));
    expect(await kept(store, ['a', 'b'])).toEqual(['a', 'b']);
    now += 1;
    expect(await kept(store, ['a', 'b'])).toEqual(['b']);
    expect(await store.delete('a')).toBe(false);
  });

  it('has room again for as much as was deleted', async () => {
    const store = storeOf();
    for (const id of ['a', 'b']) await store.save(stored(id, 20_000));
    await store.delete('b');
    await store.save(stored('c', 20_000));
    expect(await kept(store, ['a', 'b', 'c'])).toEqual(['a', 'c']);
  });

  it('keeps nothing where it may not', async () => {
    const store = storeOf({ ...LIMITS, entries: 0 });
    expect(await store.save(stored('a'))).toBe(false);
    expect(await kept(store, ['a'])).toEqual([]);
  });
});
