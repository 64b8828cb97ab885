import { Controller, Get, Param } from '@nestjs/common';
import type OpenAI from 'openai';
import { modelNotFound, ModelRouter } from '../routing/model-router.service';

/** The `created` of every model: the service does not know when a model was made, and the field must be there. */
const CREATED = 0;

/** The models that a caller can ask for, in OpenAI's shape. */
@Controller('v1/models')
export class ModelsController {
  constructor(private readonly router: ModelRouter) {}

  /** Every name that stands for a model; `provider/model` is not listed, since only the providers know theirs. */
  @Get()
  list(): { object: 'list'; data: OpenAI.Model[] } {
    return { object: 'list', data: this.router.names.map(modelOf) };
  }

  /** One model, `provider/model` included. */
  @Get('*id')
  find(@Param('id') id: string | string[]): OpenAI.Model {
    const name = [id].flat().join('/');
    if (!this.router.has(name)) throw modelNotFound(name);
    return modelOf(name);
  }
}

const modelOf = (id: string): OpenAI.Model => ({
  id,
  object: 'model',
  created: CREATED,
  owned_by: 'streaming-llm-api',
});
