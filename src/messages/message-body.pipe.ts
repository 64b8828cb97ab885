import { Injectable, type PipeTransform } from '@nestjs/common';
import { invalidValue, objectBody, validated } from '../validation/validated';
import { checkTools } from './check-tools';
import { CreateMessageDto } from './dto/create-message.dto';

/**
 * Validates the body of a request for a message. Unknown parameters pass and change nothing; a known one with
 * a wrong value is a `GenerationError` whose message names it.
 */
@Injectable()
export class MessageBodyPipe implements PipeTransform<unknown, CreateMessageDto> {
  transform(value: unknown): CreateMessageDto {
    const dto = validated(CreateMessageDto, objectBody(value));
    checkTools(dto);
    if (dto.thinking?.type === 'enabled' && dto.thinking.budget_tokens >= dto.max_tokens) {
      throw invalidValue('thinking.budget_tokens', 'must be less than max_tokens');
    }
    return dto;
  }
}
