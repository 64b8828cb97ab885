import { Injectable, type PipeTransform } from '@nestjs/common';
import { GenerationError } from '../generation/generation-error';
import { invalidValue, objectBody, validated } from '../validation/validated';
import { CountTokensDto } from './dto/count-tokens.dto';
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

/** Validates the body of a request for a count, which is a message's without what bounds its answer. */
@Injectable()
export class CountBodyPipe implements PipeTransform<unknown, CountTokensDto> {
  transform(value: unknown): CountTokensDto {
    const dto = validated(CountTokensDto, objectBody(value));
    checkTools(dto);
    return dto;
  }
}

/** What one parameter alone does not show. */
function checkTools({ tools, tool_choice: choice, mcp_servers: servers }: CountTokensDto): void {
  if (servers?.length) {
    const reason =
      'Tools of MCP servers are called by the client here: give them as tools with an input_schema.';
    throw new GenerationError('unsupported_parameter', `mcp_servers: ${reason}`, { param: 'mcp_servers' });
  }
  if ((choice?.type === 'any' || choice?.type === 'tool') && !tools?.length) {
    throw invalidValue('tool_choice', 'only allowed when tools are specified');
  }
  if (choice?.type === 'tool' && !tools?.some(({ name }) => name === choice.name)) {
    throw invalidValue('tool_choice.name', 'must be the name of one of the tools');
  }
}
