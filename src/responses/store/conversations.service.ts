import { Inject, Injectable } from '@nestjs/common';
import { GenerationError } from '../../generation/generation-error';
import type { CreateResponseDto } from '../dto/create-response.dto';
import { itemsOf } from '../mapping/items-of';
import { type Conversation, conversationAfter, parseItems } from './conversation';
import { ReferenceResolver } from './reference-resolver';
import { RESPONSE_STORE, type ResponseStore } from './response-store';

/**
 * Characters of JSON that a request may take up again. A short body can stand for much text, so what is
 * behind it is bounded too; two million tokens, the longest contexts of today, are about as many.
 */
const MOST_CHARS = 8_388_608;

/** Longest part of a caller's id that an error message repeats. */
const MOST_SHOWN_CHARS = 100;

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
   * @throws GenerationError `previous_response_not_found`, `context_length_exceeded`, or `invalid_value` naming
   * a reference to nothing
   */
  async resolve(dto: CreateResponseDto): Promise<Conversation> {
    const earlier = await this.earlier(dto.previous_response_id ?? undefined);
    const chars = earlier.reduce((sum, { length }) => sum + length, 0);
    if (chars > MOST_CHARS) throw tooLong();
    const earlierItems = parseItems(earlier);
    const references = new ReferenceResolver(this.store, earlierItems, MOST_CHARS - chars);
    const input = await references.resolveAll(itemsOf(dto));
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
}

const tooLong = (): GenerationError =>
  new GenerationError(
    'context_length_exceeded',
    'The conversation is longer than this server takes up again.',
    {
      param: 'previous_response_id',
    },
  );
