import { Injectable, type PipeTransform } from '@nestjs/common';
import { Settings } from '../config/settings';
import { GenerationError } from '../generation/generation-error';
import { invalidValue, objectBody, validated } from '../validation/validated';
import { dialectOf } from './dialect';
import { ChatCompletionDto } from './dto/chat-completion.dto';
import { PromptCompletionDto } from './dto/prompt-completion.dto';

/**
 * Validates the body of a completion request against the DTO of its dialect. Unknown parameters pass; a
 * known one with a wrong value is a `GenerationError` whose `param` names it.
 */
@Injectable()
export class CompletionBodyPipe implements PipeTransform<unknown, ChatCompletionDto | PromptCompletionDto> {
  constructor(private readonly settings: Settings) {}

  transform(value: unknown): ChatCompletionDto | PromptCompletionDto {
    const body = objectBody(value);
    return dialectOf(body) === 'prompt' ? this.prompt(body) : this.chat(body);
  }

  private prompt(body: object): PromptCompletionDto {
    const { prompt } = body as { prompt: unknown };
    const trimmed = typeof prompt === 'string' ? prompt.trim() : prompt;
    const dto = validated(PromptCompletionDto, { ...body, prompt: trimmed });
    const limit = this.settings.limits.promptChars;
    // Characters as people count them: a string's length counts an emoji twice.
    if (dto.prompt.length > limit && Array.from(dto.prompt).length > limit) {
      throw new GenerationError(
        'string_above_max_length',
        `Prompt cannot be longer than ${limit.toLocaleString('en')} characters`,
        { param: 'prompt' },
      );
    }
    return dto;
  }

  private chat(body: object): ChatCompletionDto {
    if ('prompt' in body) {
      throw new GenerationError('invalid_value', "Send either 'messages' or 'prompt', not both.", {
        param: 'prompt',
      });
    }
    if (!('messages' in body)) {
      throw new GenerationError(
        'missing_required_parameter',
        "Missing required parameter: 'messages' (or 'prompt', in the prompt dialect).",
        { param: 'messages' },
      );
    }
    const dto = validated(ChatCompletionDto, body);
    checkDependencies(dto, this.settings.limits.choices);
    return dto;
  }
}

/** What one parameter alone does not show. */
function checkDependencies(dto: ChatCompletionDto, maxChoices: number): void {
  if (dto.stream_options && dto.stream !== true) {
    throw invalidValue('stream_options', 'only allowed when stream is true');
  }
  if (dto.top_logprobs != null && dto.logprobs !== true) {
    throw invalidValue('top_logprobs', 'only allowed when logprobs is true');
  }
  if ((dto.n ?? 1) > maxChoices) {
    throw invalidValue('n', `must not be greater than ${maxChoices} on this server`);
  }
  if (dto.tool_choice && dto.tool_choice !== 'none' && !dto.tools?.length) {
    throw invalidValue('tool_choice', 'only allowed when tools are specified');
  }
}
