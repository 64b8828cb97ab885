import { GenerationError } from '../../generation/generation-error';
import { invalidValue } from '../../validation/validated';
import type { ItemDto } from '../dto/item.dto';
import { conversationAfter, parseItems } from './conversation';
import type { ResponseStore } from './response-store';

interface Found {
  readonly item: ItemDto;
  readonly chars: number;
}

/** Puts the items of one request in the place of its references to them. */
export class ReferenceResolver {
  /** What was found already: an item may be referred to more than once, and a response holds many. */
  private readonly found = new Map<string, Found>();

  /**
   * @param earlier the items of the conversation ahead
   * @param charsLeft characters of JSON that references may come to
   */
  constructor(
    private readonly store: ResponseStore,
    earlier: readonly ItemDto[],
    private charsLeft: number,
  ) {
    for (const item of earlier) this.remember(item);
  }

  /** @throws GenerationError `invalid_value` naming a reference to nothing, `context_length_exceeded` */
  async resolveAll(items: readonly ItemDto[]): Promise<ItemDto[]> {
    const resolved: ItemDto[] = [];
    for (const [position, item] of items.entries()) {
      resolved.push(item.type === 'item_reference' ? await this.resolve(item.id, position) : item);
    }
    return resolved;
  }

  private async resolve(id: string, position: number): Promise<ItemDto> {
    const found = this.found.get(id) ?? (await this.lookUp(id));
    const param = `input[${position}].id`;
    if (!found) throw invalidValue(param, 'no item of this id is kept; send the item itself');
    this.charsLeft -= found.chars;
    if (this.charsLeft >= 0) return found.item;
    throw new GenerationError(
      'context_length_exceeded',
      'The items that are referred to are longer than this server takes up again.',
      { param },
    );
  }

  private async lookUp(id: string): Promise<Found | undefined> {
    const holder = await this.store.findByItem(id);
    if (!holder) return undefined;
    for (const item of parseItems(conversationAfter({ ...holder, earlier: [] }))) this.remember(item);
    return this.found.get(id);
  }

  private remember(item: ItemDto): void {
    if (item.id != null) this.found.set(item.id, { item, chars: JSON.stringify(item).length });
  }
}
