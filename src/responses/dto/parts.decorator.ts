import { applyDecorators } from '@nestjs/common';
import { IsArray } from 'class-validator';
import { OneOf } from '../../validation/one-of.decorator';
import { UnlessString } from '../../validation/unless.decorator';
import { PART_DTOS } from './part.dto';

/** A string, or an array of parts. */
export function IsParts(): PropertyDecorator {
  return applyDecorators(
    UnlessString(),
    IsArray({ message: '$property must be a string or an array of content parts' }),
    OneOf('type', PART_DTOS),
  );
}
