import { Injectable, type PipeTransform } from '@nestjs/common';
import { invalidValue, objectBody, validated } from '../validation/validated';
import { CreateResponseDto } from './dto/create-response.dto';
import { refuseUnsupported } from './refuse-unsupported';

/**
 * Validates the body of a request for a response. Unknown parameters pass; a known one with a wrong value is
 * a `GenerationError` whose `param` names it.
 */
@Injectable()
export class ResponseBodyPipe implements PipeTransform<unknown, CreateResponseDto> {
  transform(value: unknown): CreateResponseDto {
    const body = objectBody(value) as Readonly<Record<string, unknown>>;
    refuseUnsupported(body);
    const typed = Array.isArray(body.input) ? { ...body, input: body.input.map(withType) } : body;
    const dto = validated(CreateResponseDto, typed);
    checkDependencies(dto);
    return dto;
  }
}

/** OpenAI lets the type of a message and of a reference be left out; the validation tells items apart by it. */
function withType(item: unknown): unknown {
  if (typeof item !== 'object' || item === null || (item as { type?: unknown }).type != null) return item;
  if ('role' in item) return { ...item, type: 'message' };
  return 'id' in item ? { ...item, type: 'item_reference' } : item;
}

/** What one parameter alone does not show. */
function checkDependencies(dto: CreateResponseDto): void {
  if (dto.stream_options && dto.stream !== true) {
    throw invalidValue('stream_options', 'only allowed when stream is true');
  }
  if (dto.background && dto.store === false) {
    throw invalidValue('background', 'only allowed when store is not false');
  }
  const { tool_choice: choice } = dto;
  if (choice && choice !== 'none' && choice !== 'auto' && !dto.tools?.length) {
    throw invalidValue('tool_choice', 'only allowed when tools are specified');
  }
}
