import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { modelNotFound, ModelRouter } from '../routing/model-router.service';
import { countInputTokens } from './count-input-tokens';
import type { CountTokensDto } from './dto/count-tokens.dto';
import { CountBodyPipe } from './count-body.pipe';

/** How many tokens a message would have, without asking a model. */
@Controller('v1/messages/count_tokens')
export class CountTokensController {
  constructor(private readonly router: ModelRouter) {}

  /** An estimate: no model's own tokenizer is asked. */
  @Post()
  @HttpCode(200)
  count(@Body(CountBodyPipe) body: CountTokensDto): { input_tokens: number } {
    const model = body.model ?? this.router.defaultModel;
    if (!this.router.has(model)) throw modelNotFound(model);
    return { input_tokens: countInputTokens(body) };
  }
}
