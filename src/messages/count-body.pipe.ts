import { Injectable, type PipeTransform } from '@nestjs/common';
import { objectBody, validated } from '../validation/validated';
import { checkTools } from './check-tools';
import { CountTokensDto } from './dto/count-tokens.dto';

/** Validates the body of a request for a count, which is a message's without what concerns its answer. */
@Injectable()
export class CountBodyPipe implements PipeTransform<unknown, CountTokensDto> {
  transform(value: unknown): CountTokensDto {
    const dto = validated(CountTokensDto, objectBody(value));
    checkTools(dto);
    return dto;
  }
}
