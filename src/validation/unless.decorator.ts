import { ValidateIf } from 'class-validator';

/**
 * Leaves a string as it is and holds everything else against the property's other decorators: for the
 * parameters that take "a string, or an array of …", since class-validator has no unions.
 */
export const UnlessString = (): PropertyDecorator => ValidateIf((_, value) => typeof value !== 'string');

/** The same for the parameters that take "one of these words, or an object". */
export const UnlessOneOf = (words: readonly string[]): PropertyDecorator =>
  ValidateIf((_, value) => !words.includes(value as string));
