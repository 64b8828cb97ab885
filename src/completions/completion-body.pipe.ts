import { Injectable, type PipeTransform } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { Settings } from '../config/settings';
import { GenerationError } from '../generation/generation-error';
import { CompiledCheck } from '../validation/compiled-check';
import { dialectOf } from './dialect';
import { ChatCompletionDto } from './dto/chat-completion.dto';
import { PromptCompletionDto } from './dto/prompt-completion.dto';
import { exceedsDepth } from './exceeds-depth';
import { validationFault } from './validation-fault';

/** Deeper than any JSON schema in use, and far below what would exhaust the stack of whoever walks the body. */
const MAX_BODY_DEPTH = 100;

/**
 * Validates the body of a completion request against the DTO of its dialect. Unknown parameters pass; a
 * known one with a wrong value is a `GenerationError` whose `param` names it.
 */
@Injectable()
export class CompletionBodyPipe implements PipeTransform<unknown, ChatCompletionDto | PromptCompletionDto> {
  constructor(private readonly settings: Settings) {}

  transform(body: unknown): ChatCompletionDto | PromptCompletionDto {
    if (typeof body !== 'object' || body === null || Array.isArray(body)) {
      throw new GenerationError('invalid_json', 'The body must be a JSON object.');
    }
    if (exceedsDepth(body, MAX_BODY_DEPTH)) {
      throw new GenerationError(
        'invalid_value',
        `The body is nested more than ${MAX_BODY_DEPTH} levels deep.`,
      );
    }
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

function validated<T extends object>(type: new () => T, body: object): T {
  // An own `__proto__` is legal JSON, and assigning it would change what the object inherits.
  if (CompiledCheck.of(type).accepts(body) && !Object.hasOwn(body, '__proto__')) {
    return Object.assign(new type(), body);
  }
  const dto = plainToInstance(type, body);
  const errors = validateSync(dto, { forbidUnknownValues: false });
  if (errors.length > 0) throw validationFault(errors);
  return dto;
}

/** What one parameter alone does not show. */
function checkDependencies(dto: ChatCompletionDto, maxChoices: number): void {
  const fault = (param: string, reason: string): never => {
    throw new GenerationError('invalid_value', `Invalid value for '${param}': ${reason}.`, { param });
  };
  if (dto.stream_options && dto.stream !== true) fault('stream_options', 'only allowed when stream is true');
  if (dto.top_logprobs != null && dto.logprobs !== true) {
    fault('top_logprobs', 'only allowed when logprobs is true');
  }
  if ((dto.n ?? 1) > maxChoices) fault('n', `must not be greater than ${maxChoices} on this server`);
  if (dto.tool_choice && dto.tool_choice !== 'none' && !dto.tools?.length) {
    fault('tool_choice', 'only allowed when tools are specified');
  }
}
