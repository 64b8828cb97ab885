import { Injectable, type PipeTransform } from '@nestjs/common';
import { objectBody, validated } from '../validation/validated';
import { EmbeddingDto } from './dto/embedding.dto';

/**
 * Validates the body of a request for embeddings. Unknown parameters pass; a known one with a wrong value is a
 * `GenerationError` whose `param` names it.
 */
@Injectable()
export class EmbeddingBodyPipe implements PipeTransform<unknown, EmbeddingDto> {
  transform(value: unknown): EmbeddingDto {
    return validated(EmbeddingDto, objectBody(value));
  }
}
