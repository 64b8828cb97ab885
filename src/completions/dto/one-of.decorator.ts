import { applyDecorators } from '@nestjs/common';
import { plainToInstance, Transform, type ClassConstructor } from 'class-transformer';
import { IsIn, ValidateNested } from 'class-validator';

/** The variants of a union: the discriminator's value → the class that describes it. */
export type Variants = Readonly<Record<string, ClassConstructor<object>>>;

/**
 * A union of objects, told apart by one property; on an object or on every element of an array.
 *
 * class-transformer's own discriminator fails with a TypeError on a `null` in an array and lets an unknown
 * discriminator pass, so the class is chosen here. What is no object stays as it is and fails validation.
 *
 * @param property the discriminator, e.g. `type` or `role`
 */
export function OneOf(property: string, variants: Variants): PropertyDecorator {
  const unlisted = classForUnlisted(property, Object.keys(variants));
  const typed = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(typed);
    if (typeof value !== 'object' || value === null) return value;
    const name = (value as Record<string, unknown>)[property];
    const variant = typeof name === 'string' && Object.hasOwn(variants, name) ? variants[name] : unlisted;
    return plainToInstance(variant, value);
  };
  return applyDecorators(
    Transform(({ obj, key }: { obj: Record<string, unknown>; key: string }) => typed(obj[key])),
    ValidateNested(),
  );
}

/** A class whose one purpose is to say which values the discriminator may have. */
function classForUnlisted(property: string, names: readonly string[]): ClassConstructor<object> {
  class Unlisted {}
  IsIn(names, { message: `$property must be one of ${names.join(', ')}` })(Unlisted.prototype, property);
  return Unlisted;
}
