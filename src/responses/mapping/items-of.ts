import type { CreateResponseDto } from '../dto/create-response.dto';
import type { ItemDto } from '../dto/item.dto';

/** The items of a request's input; a text is a message of the user. */
export function itemsOf({ input }: CreateResponseDto): readonly ItemDto[] {
  if (typeof input === 'string') return [{ type: 'message', role: 'user', content: input }];
  return input ?? [];
}
