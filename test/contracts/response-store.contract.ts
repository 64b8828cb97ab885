import { encodeBytes } from '../../src/generation/byte-text';
import type { ResponseStore } from '../../src/responses/store/response-store';
import type { StoredResponse } from '../../src/responses/store/stored-response';

/** A response of an id, with the ids of its items. */
export const storedResponse = (id: string, more: Partial<StoredResponse> = {}): StoredResponse => ({
  id,
  response: JSON.stringify({ id, object: 'response', output: [] }),
  input: JSON.stringify([{ id: `msg_of_${id}`, type: 'message' }]),
  earlier: [],
  itemIds: [`msg_of_${id}`],
  ...more,
});

/**
 * What every store of responses has to do.
 * @param create a store with room for a hundred small responses
 */
export function describeResponseStore(
  name: string,
  create: () => Promise<ResponseStore> | ResponseStore,
): void {
  describe(`${name}, as a store of responses`, () => {
    let store: ResponseStore;
    beforeEach(async () => {
      store = await create();
    });

    it('finds nothing where nothing was saved', async () => {
      expect(await store.find('resp_1')).toBeUndefined();
      expect(await store.findByItem('msg_1')).toBeUndefined();
      expect(await store.find('')).toBeUndefined();
    });

    it('finds what was saved, as it was', async () => {
      const whole = storedResponse('resp_1', {
        earlier: ['[{"id":"msg_0"}]', '[]'],
        itemIds: ['msg_1', 'msg_2'],
        events: { runs: [{ first: 0, text: encodeBytes('event: a\ndata: {}\n\n') }], next: 1 },
      });
      expect(await store.save(whole)).toBe(true);
      expect(await store.save(storedResponse('resp_2'))).toBe(true);
      expect(await store.find('resp_1')).toEqual(whole);
      expect(await store.find('resp_2')).toEqual(storedResponse('resp_2'));
    });

    it('replaces a response of the same id, and forgets its items', async () => {
      await store.save(storedResponse('resp_1', { itemIds: ['msg_1', 'msg_2'] }));
      const later = storedResponse('resp_1', { itemIds: ['msg_2', 'msg_3'], response: '{"output":[1]}' });
      await store.save(later);
      expect(await store.find('resp_1')).toEqual(later);
      expect(await store.findByItem('msg_1')).toBeUndefined();
      expect(await store.findByItem('msg_3')).toEqual(later);
    });

    it('finds a response by an item that it added, and the latest of several', async () => {
      const first = storedResponse('resp_1', { itemIds: ['msg_1'] });
      const second = storedResponse('resp_2', { itemIds: ['msg_1', 'msg_2'] });
      await store.save(first);
      expect(await store.findByItem('msg_1')).toEqual(first);
      await store.save(second);
      expect(await store.findByItem('msg_1')).toEqual(second);
    });

    it('deletes a response with its items, once', async () => {
      await store.save(storedResponse('resp_1', { itemIds: ['msg_1'] }));
      await store.save(storedResponse('resp_2'));
      expect(await store.delete('resp_1')).toBe(true);
      expect(await store.delete('resp_1')).toBe(false);
      expect(await store.find('resp_1')).toBeUndefined();
      expect(await store.findByItem('msg_1')).toBeUndefined();
      expect(await store.find('resp_2')).toBeDefined();
    });

    it('takes ids that are names of an object’s own properties', async () => {
      for (const id of ['__proto__', 'constructor', 'toString']) {
        expect(await store.find(id)).toBeUndefined();
        await store.save(storedResponse(id));
        expect((await store.find(id))?.id).toBe(id);
      }
    });
  });
}
