import type { GenerationRequest } from '../../generation/generation-request';
import type { Exchange } from '../../sse/exchange';
import { openAiErrorFormat } from '../../sse/openai-error-format';
import type { ChatCompletionDto } from '../dto/chat-completion.dto';
import { PromptCompletionDto } from '../dto/prompt-completion.dto';
import { ChatCollectedFormat } from './chat-collected-format';
import { ChatStreamFormat } from './chat-stream-format';
import { promptErrorFormat } from './prompt-error-format';

/** Gives the exchange the wire format that the body asks for. */
export function chooseFormat(
  exchange: Exchange,
  body: ChatCompletionDto | PromptCompletionDto,
  { choices, model }: Pick<GenerationRequest, 'choices' | 'model'>,
): void {
  const created = Math.floor(Date.now() / 1000);
  if (body instanceof PromptCompletionDto) {
    exchange.streamAs(
      new ChatStreamFormat({ choices, created, model, includeUsage: false, errors: promptErrorFormat }),
    );
  } else if (body.stream === true) {
    const includeUsage = body.stream_options?.include_usage === true;
    exchange.streamAs(
      new ChatStreamFormat({ choices, created, model, includeUsage, errors: openAiErrorFormat }),
    );
  } else {
    exchange.collectAs(new ChatCollectedFormat(choices, created, model));
  }
}
