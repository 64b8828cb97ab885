import type { CreateResponseDto } from '../dto/create-response.dto';
import { ConversationsService } from './conversations.service';
import { MemoryResponseStore } from './memory-response-store';

const message = (id: string, text: string) => ({
  ...{ id, type: 'message', role: 'user', content: [{ type: 'input_text', text }] },
});

/** Keeps a response of one item in and one item out. */
async function keep(store: MemoryResponseStore, id: string, text = id, earlier: readonly string[] = []) {
  await store.save({
    id,
    response: JSON.stringify({ output: [message(`${id}_out`, `out ${text}`)] }),
    input: JSON.stringify([message(`${id}_in`, `in ${text}`)]),
    earlier,
    itemIds: [`${id}_in`, `${id}_out`],
  });
}

describe(ConversationsService.name, () => {
  let store: MemoryResponseStore;
  let conversations: ConversationsService;
  const resolve = (dto: object) => conversations.resolve(dto);
  const reference = (id: string) => ({ type: 'item_reference', id });
  beforeEach(() => {
    store = new MemoryResponseStore({ entries: 100, bytes: 100_000_000, ageMs: 60_000 });
    conversations = new ConversationsService(store);
  });

  it('looks nothing up where a request refers to nothing', () => {
    expect(conversations.immediate({ input: 'Hi' })).toEqual({
      ...{ earlier: [], earlierItems: [] },
      input: [{ type: 'message', role: 'user', content: 'Hi' }],
    });
    const refers = [{ previous_response_id: 'a' }, { input: [reference('a')] }] as CreateResponseDto[];
    expect(refers.map((dto) => conversations.immediate(dto))).toEqual([undefined, undefined]);
  });

  it('puts the whole conversation ahead, oldest first', async () => {
    await keep(store, 'b', 'b', [JSON.stringify([message('a_in', 'in a')])]);
    const { earlier, earlierItems, input } = await resolve({ previous_response_id: 'b' });
    expect(earlierItems.map(({ id }) => id)).toEqual(['a_in', 'b_in', 'b_out']);
    expect([earlier.length, input]).toEqual([3, []]);
  });

  it('puts items in the place of references, from wherever they are', async () => {
    await keep(store, 'a');
    await keep(store, 'b');
    const { input } = await resolve({
      previous_response_id: 'b',
      input: [reference('a_out'), { type: 'message', role: 'user', content: 'Hi' }, reference('b_in')],
    });
    expect(input).toMatchObject([{ id: 'a_out' }, { content: 'Hi' }, { id: 'b_in' }]);
  });

  it.each([
    [{ previous_response_id: 'x' }, 'previous_response_not_found', 'previous_response_id'],
    [{ input: [reference('a_in'), reference('x')] }, 'invalid_value', 'input[1].id'],
  ])('says what is not kept: %j', async (dto, code, param) => {
    await keep(store, 'a');
    await expect(resolve(dto)).rejects.toMatchObject({ code, param });
  });

  it('bounds what a short request can stand for', async () => {
    await keep(store, 'a', 'x'.repeat(3_000_000));
    const { input } = await resolve({ input: [reference('a_in'), reference('a_in')] });
    expect(input).toHaveLength(2);
    await expect(
      resolve({ input: [reference('a_in'), reference('a_in'), reference('a_in')] }),
    ).rejects.toMatchObject({ code: 'context_length_exceeded', param: 'input[2].id' });
    await keep(store, 'b', 'y'.repeat(2_000_000), [JSON.stringify(['x'.repeat(5_000_000)])]);
    await expect(resolve({ previous_response_id: 'b' })).rejects.toMatchObject({
      ...{ code: 'context_length_exceeded', param: 'previous_response_id' },
    });
  });
});
