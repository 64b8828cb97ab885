import { Controller, Get, Param, Query, Req } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import type OpenAI from 'openai';
import { modelNotFound, ModelRouter } from '../routing/model-router.service';
import { asksForAnthropic } from './asks-for-anthropic';
import { type ModelInfo, modelInfo, type ModelPage, modelPage, type PageQuery } from './model-page';

/** The `created` of every model: the service does not know when a model was made, and the field must be there. */
const CREATED = 0;

/** The models that a caller can ask for, in the shape of the dialect that the caller speaks. */
@Controller('v1/models')
export class ModelsController {
  constructor(private readonly router: ModelRouter) {}

  /** Every name that stands for a model; `provider/model` is not listed, since only the providers know theirs. */
  @Get()
  list(
    @Req() request: IncomingMessage,
    @Query() query: PageQuery,
  ): { object: 'list'; data: OpenAI.Model[] } | ModelPage {
    const { names } = this.router;
    return asksForAnthropic(request) ? modelPage(names, query) : { object: 'list', data: names.map(modelOf) };
  }

  /** One model, `provider/model` included. */
  @Get('*id')
  find(@Req() request: IncomingMessage, @Param('id') id: string | string[]): OpenAI.Model | ModelInfo {
    const name = [id].flat().join('/');
    if (!this.router.has(name)) throw modelNotFound(name);
    return asksForAnthropic(request) ? modelInfo(name) : modelOf(name);
  }
}

const modelOf = (id: string): OpenAI.Model => ({
  id,
  object: 'model',
  created: CREATED,
  owned_by: 'streaming-llm-api',
});
