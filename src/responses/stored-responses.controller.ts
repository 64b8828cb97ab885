import { Controller, Delete, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { ServerResponse } from 'node:http';
import { from, map, type Observable } from 'rxjs';
import { Exchange } from '../sse/exchange';
import { SendsEvents } from '../sse/sends-events.decorator';
import { invalidValue } from '../validation/validated';
import { listItems } from './store/list-items';
import { StoredResponsesService } from './stored-responses.service';
import { WrittenBody, writtenStream } from './wire/written-format';

type QueryValues = Readonly<Record<string, unknown>>;

/** The responses that there are: those that are kept, and those that are made in the background. */
@Controller('v1/responses')
export class StoredResponsesController {
  constructor(private readonly responses: StoredResponsesService) {}

  /** One response, or its events again where the query asks to stream. */
  @Get(':response_id')
  @SendsEvents()
  retrieve(
    @Param('response_id') id: string,
    @Query() query: QueryValues,
    @Res() response: ServerResponse,
  ): Observable<string> {
    const exchange = Exchange.of(response);
    if (isStream(query.stream)) {
      exchange.streamAs(writtenStream);
      return this.responses.events(id, firstOf(query.starting_after), exchange.context.demand);
    }
    exchange.collectAs(new WrittenBody());
    return from(this.responses.find(id)).pipe(map((found) => found.response));
  }

  /** What a response was made from, in pages. */
  @Get(':response_id/input_items')
  async inputItems(@Param('response_id') id: string, @Query() query: QueryValues): Promise<object> {
    return listItems(await this.responses.find(id), query);
  }

  /** Ends a response that is made in the background. */
  @Post(':response_id/cancel')
  @HttpCode(200)
  @SendsEvents()
  cancel(@Param('response_id') id: string, @Res() response: ServerResponse): Observable<string> {
    Exchange.of(response).collectAs(new WrittenBody());
    return from(this.responses.cancel(id));
  }

  /** Lets go of a response. */
  @Delete(':response_id')
  async delete(@Param('response_id') id: string): Promise<object> {
    await this.responses.delete(id);
    return { id, object: 'response', deleted: true };
  }
}

function isStream(stream: unknown): boolean {
  if (stream === undefined || stream === 'false') return false;
  if (stream === 'true') return true;
  throw invalidValue('stream', 'must be true or false');
}

/** The number of the first event that is wanted. */
function firstOf(after: unknown): number {
  if (after === undefined) return 0;
  if (typeof after === 'string' && /^\d{1,15}$/.test(after)) return Number(after) + 1;
  throw invalidValue('starting_after', "must be the number of an event, as in its 'sequence_number'");
}
