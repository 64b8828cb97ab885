import { Logger } from '@nestjs/common';
import { encodeBytes } from '../../generation/byte-text';
import { MemoryResponseStore } from './memory-response-store';
import { ResponseKeeper } from './response-keeper.service';
import type { StoredResponse } from './stored-response';

const stored = (chars: number, eventChars = 0): StoredResponse => ({
  ...{ id: 'resp_1', response: 'x'.repeat(chars), input: '[]', earlier: [], itemIds: [] },
  ...(eventChars > 0 && {
    events: { runs: [{ first: 0, text: encodeBytes('x'.repeat(eventChars)) }], next: 1 },
  }),
});

describe(ResponseKeeper.name, () => {
  const store = () => new MemoryResponseStore({ entries: 10, bytes: 10_000, ageMs: 60_000 });
  beforeAll(() => {
    Logger.overrideLogger(false);
  });

  it('keeps a response', async () => {
    const kept = store();
    await new ResponseKeeper(kept).keep(stored(100, 100));
    expect(await kept.find('resp_1')).toEqual(stored(100, 100));
  });

  it('keeps one without its events where they are too much', async () => {
    const kept = store();
    await new ResponseKeeper(kept).keep(stored(100, 20_000));
    expect(await kept.find('resp_1')).toEqual(stored(100));
  });

  it('lets go of one that is too large by itself', async () => {
    const kept = store();
    await new ResponseKeeper(kept).keep(stored(20_000, 100));
    expect(await kept.find('resp_1')).toBeUndefined();
  });

  it('fails nobody where the store fails', async () => {
    const broken = Object.assign(store(), { save: () => Promise.reject(new Error('gone')) });
    await expect(new ResponseKeeper(broken).keep(stored(1))).resolves.toBeUndefined();
  });
});
