import { Inject, Injectable } from '@nestjs/common';
import { GenerationError } from '../../generation/generation-error';
import { invalidValue } from '../../validation/validated';
import type { CreateResponseDto } from '../dto/create-response.dto';
import type { ItemDto, ItemReferenceDto } from '../dto/item.dto';
import { itemsOf } from '../mapping/items-of';
import { type Conversation, conversationAfter, parseItems } from './conversation';
import { RESPONSE_STORE, type ResponseStore } from './response-store';

/** Finds what a request refers to. */
@Injectable()
export class ConversationsService {
  constructor(@Inject(RESPONSE_STORE) private readonly store: ResponseStore) {}

  /** The conversation of a request that refers to nothing; undefined where something has to be looked up. */
  immediate(dto: CreateResponseDto): Conversation | undefined {
    const input = itemsOf(dto);
    const refers = dto.previous_response_id != null || input.some(({ type }) => type === 'item_reference');
    return refers ? undefined : { earlier: [], earlierItems: [], input };
  }

  /**
   * The conversation of a request, what it refers to put in its place.
   * @throws GenerationError `previous_response_not_found`, or `invalid_value` naming a reference to nothing
   */
  async resolve(dto: CreateResponseDto): Promise<Conversation> {
    const earlier = await this.earlier(dto.previous_response_id ?? undefined);
    const earlierItems = parseItems(earlier);
    const input: ItemDto[] = [];
    for (const [position, item] of itemsOf(dto).entries()) {
      input.push(item.type === 'item_reference' ? await this.referred(item, earlierItems, position) : item);
    }
    return { earlier, earlierItems, input };
  }

  private async earlier(id: string | undefined): Promise<readonly string[]> {
    if (id === undefined) return [];
    const previous = await this.store.find(id);
    if (previous) return conversationAfter(previous);
    throw new GenerationError(
      'previous_response_not_found',
      `Previous response with id '${id.slice(0, MOST_SHOWN_CHARS)}' not found.`,
      { param: 'previous_response_id' },
    );
  }

  private async referred(
    { id }: ItemReferenceDto,
    earlier: readonly ItemDto[],
    position: number,
  ): Promise<ItemDto> {
    const here = earlier.find((item) => item.id === id);
    if (here) return here;
    const holder = await this.store.findByItem(id);
    const item = holder && parseItems(conversationAfter(holder)).find((one) => one.id === id);
    if (item) return item;
    throw invalidValue(`input[${position}].id`, 'no item of this id is kept; send the item itself');
  }
}

/** Longest part of a caller's id that an error message repeats. */
const MOST_SHOWN_CHARS = 100;
