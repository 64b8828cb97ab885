import { applyDecorators } from '@nestjs/common';
import { ValidateIf } from 'class-validator';
import { saysSchema } from './property-schema';

/**
 * Leaves a string as it is and holds everything else against the property's other decorators: for the
 * parameters that take "a string, or an array of …", since class-validator has no unions.
 */
export const UnlessString = (): PropertyDecorator =>
  applyDecorators(
    ValidateIf((_, value) => typeof value !== 'string'),
    saysSchema({ alternative: { type: 'string' } }),
  );

/** The same for the parameters that take "one of these words, or an object". */
export const UnlessOneOf = (words: readonly string[]): PropertyDecorator =>
  applyDecorators(
    ValidateIf((_, value) => !words.includes(value as string)),
    saysSchema({ alternative: { type: 'string', enum: words } }),
  );
