import { applyDecorators } from '@nestjs/common';
import { plainToInstance, Transform, type ClassConstructor } from 'class-transformer';
import { IsIn, ValidateNested } from 'class-validator';

/** The variants of a union: the discriminator's value → the class that describes it. */
export type Variants = Readonly<Record<string, ClassConstructor<object>>>;

interface Union {
  /** The discriminator. */
  readonly property: string;
  readonly variants: Variants;
}

const unions = new WeakMap<object, Map<string, Union>>();

/** The union that {@link OneOf} put on a property of a class's prototype; undefined where there is none. */
export function unionOf(prototype: object, key: string): Union | undefined {
  for (let at: object | null = prototype; at; at = Object.getPrototypeOf(at) as object | null) {
    const union = unions.get(at)?.get(key);
    if (union) return union;
  }
  return undefined;
}

/** The class of an object of a union; undefined where its discriminator is not listed. */
export function variantOf(
  { property, variants }: Union,
  value: object,
): ClassConstructor<object> | undefined {
  const name = (value as Record<string, unknown>)[property];
  return typeof name === 'string' && Object.hasOwn(variants, name) ? variants[name] : undefined;
}

/**
 * A union of objects, told apart by one property; on an object or on every element of an array.
 *
 * class-transformer's own discriminator fails with a TypeError on a `null` in an array and lets an unknown
 * discriminator pass, so the class is chosen here. What is no object stays as it is and fails validation.
 *
 * @param property the discriminator, e.g. `type` or `role`
 */
export function OneOf(property: string, variants: Variants): PropertyDecorator {
  const union: Union = { property, variants };
  const unlisted = classForUnlisted(property, Object.keys(variants));
  const instance = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    // An array among the elements is no variant; ValidateNested would walk into it and find nothing wrong.
    if (Array.isArray(value)) return new unlisted();
    return plainToInstance(variantOf(union, value) ?? unlisted, value);
  };
  const typed = (value: unknown): unknown => (Array.isArray(value) ? value.map(instance) : instance(value));
  const remember: PropertyDecorator = (target, key) => {
    const known = unions.get(target) ?? new Map<string, Union>();
    unions.set(target, known.set(key as string, union));
  };
  return applyDecorators(
    remember,
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
