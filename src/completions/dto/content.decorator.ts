import { applyDecorators } from '@nestjs/common';
import { ArrayNotEmpty, IsArray } from 'class-validator';
import { AudioPartDto, FilePartDto, ImagePartDto, RefusalPartDto, TextPartDto } from './content-part.dto';
import { OneOf } from '../../validation/one-of.decorator';
import { UnlessString } from '../../validation/unless.decorator';

const PARTS = {
  text: TextPartDto,
  refusal: RefusalPartDto,
  image_url: ImagePartDto,
  input_audio: AudioPartDto,
  file: FilePartDto,
};

/** A message's content: a string, or a non-empty array of parts of the types named. */
export function IsContent(...types: readonly (keyof typeof PARTS)[]): PropertyDecorator {
  return applyDecorators(
    UnlessString(),
    ArrayNotEmpty({ message: '$property must contain at least one part' }),
    IsArray({ message: '$property must be a string or an array of content parts' }),
    OneOf('type', Object.fromEntries(types.map((type) => [type, PARTS[type]]))),
  );
}
