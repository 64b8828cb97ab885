import { Injectable, type PipeTransform } from '@nestjs/common';
import { Settings } from '../config/settings';
import { GenerationError } from '../generation/generation-error';
import { invalidValue, objectBody, validated } from '../validation/validated';
import { TextCompletionDto } from './dto/text-completion.dto';

/** Characters of prompts that `echo` repeats at most, over all choices: they leave in one piece. */
const MAX_ECHO_CHARS = 1_048_576;

/**
 * Validates the body of a text completion request. Unknown parameters pass; a known one with a wrong value
 * is a `GenerationError` whose `param` names it.
 */
@Injectable()
export class TextCompletionBodyPipe implements PipeTransform<unknown, TextCompletionDto> {
  constructor(private readonly settings: Settings) {}

  transform(value: unknown): TextCompletionDto {
    const body = objectBody(value);
    if ('messages' in body) throw invalidValue('messages', 'conversations belong to /v1/chat/completions');
    if ('prompt' in body) refuseTokens(body.prompt);
    const dto = validated(TextCompletionDto, body);
    refuseUnsupported(dto);
    checkDependencies(dto, this.settings.limits.choices);
    return dto;
  }
}

/** Token ids mean something to one model's tokeniser only, and no chat model takes them. */
function refuseTokens(prompt: unknown): void {
  if (!Array.isArray(prompt)) return;
  if (prompt.some((item) => typeof item === 'number' || Array.isArray(item))) {
    throw new GenerationError('unsupported_value', 'Token arrays are not supported: send prompts as text.', {
      param: 'prompt',
    });
  }
}

function refuseUnsupported({ suffix, echo, logprobs, best_of, n }: TextCompletionDto): void {
  if (suffix) {
    throw new GenerationError(
      'unsupported_parameter',
      "Unsupported parameter: 'suffix'. Models behind this service write on and do not fill gaps.",
      { param: 'suffix' },
    );
  }
  if (echo && logprobs != null) {
    throw new GenerationError(
      'unsupported_value',
      "Log probabilities of the prompt are not available: send 'logprobs' without 'echo'.",
      { param: 'logprobs' },
    );
  }
  if (best_of != null && best_of > (n ?? 1)) {
    throw new GenerationError(
      'unsupported_value',
      "Unsupported value: 'best_of' may not be above 'n', since all choices are returned.",
      { param: 'best_of' },
    );
  }
}

/** What one parameter alone does not show. */
function checkDependencies(dto: TextCompletionDto, maxChoices: number): void {
  const prompts = [dto.prompt].flat();
  const choices = dto.n ?? 1;
  if (dto.stream_options && dto.stream !== true) {
    throw invalidValue('stream_options', 'only allowed when stream is true');
  }
  if (choices > maxChoices) {
    throw invalidValue('n', `must not be greater than ${maxChoices} on this server`);
  }
  if (prompts.length * choices > maxChoices) {
    throw invalidValue('prompt', `prompts times n must not be greater than ${maxChoices} on this server`);
  }
  const echoed = dto.echo ? prompts.reduce((sum, prompt) => sum + prompt.length, 0) * choices : 0;
  if (echoed > MAX_ECHO_CHARS) {
    throw invalidValue('echo', `would repeat more than ${MAX_ECHO_CHARS} characters`);
  }
}
