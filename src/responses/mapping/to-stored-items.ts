import type { ItemDto } from '../dto/item.dto';
import type { PartDto } from '../dto/part.dto';
import { type IdPrefix, newId } from '../new-id';

const PREFIXES: Readonly<Record<Exclude<ItemDto['type'], 'item_reference'>, IdPrefix>> = {
  message: 'msg',
  reasoning: 'rs',
  function_call: 'fc',
  function_call_output: 'fco',
  custom_tool_call: 'ctc',
  custom_tool_call_output: 'ctco',
};

/** An item as it is kept and listed. */
export interface StoredItem {
  readonly id: string;
  readonly type: string;
  readonly status: 'completed';
}

/**
 * Items as they are kept and listed: each with an id and a status, and the content of a message in parts.
 * @param items references are resolved
 */
export function toStoredItems(items: readonly ItemDto[]): StoredItem[] {
  return items.flatMap((item) => {
    if (item.type === 'item_reference') return [];
    const id = item.id ?? newId(PREFIXES[item.type]);
    const kept: StoredItem = { ...item, id, status: 'completed' };
    if (item.type !== 'message') return [kept];
    return [{ ...kept, content: partsOf(item.content, item.role) } as StoredItem];
  });
}

function partsOf(content: string | readonly PartDto[], role: string): readonly PartDto[] {
  if (typeof content !== 'string') return content;
  return role === 'assistant'
    ? [{ type: 'output_text', text: content, annotations: [], logprobs: [] } as PartDto]
    : [{ type: 'input_text', text: content }];
}
