import { itemSchemas, schemasForProperty } from './children';
import { evaluatedItems, evaluatedNames } from './evaluated';
import { FORMATS } from './formats';
import { isAmong } from './is-among';
import { isArray, isObject, type JsonSchema, type JsonValue, type SchemaObject } from './json-schema';
import type { SchemaDocument } from './schema-document';
import { isOfType } from './schema-types';
import { Unsatisfiable } from './unsatisfiable';

/**
 * Whether a value keeps to a schema. It knows what the generator knows, and stands beside it to judge what the
 * generator cannot aim at: `not`, `oneOf`, conditions, and all of them together.
 * @throws Unsatisfiable when the document's budget is spent
 */
export function satisfies(value: JsonValue, schema: JsonSchema, document: SchemaDocument): boolean {
  return new Judge(document).holds(value, schema);
}

/** Schemas inside of schemas, or referring to each other, that are asked about at a time. */
const MAX_NESTED = 400;

class Judge {
  private nested = 0;

  constructor(private readonly document: SchemaDocument) {}

  /**
   * @param known what has been found for this value; a schema that is being asked about already holds as far as
   *   it refers to itself
   */
  holds(value: JsonValue, schema: JsonSchema, known = new Map<SchemaObject, boolean>()): boolean {
    this.document.work.spend(1);
    if (typeof schema === 'boolean') return schema;
    const before = known.get(schema);
    if (before !== undefined) return before;
    known.set(schema, true);
    if (++this.nested > MAX_NESTED) throw new Unsatisfiable('its references lead too far', true);
    const holds = this.judge(value, schema, (part) => this.holds(value, part, known));
    this.nested--;
    known.set(schema, holds);
    return holds;
  }

  private judge(value: JsonValue, schema: SchemaObject, here: (part: JsonSchema) => boolean): boolean {
    return (
      isOneOf(value, schema, this.document) &&
      this.combined(schema, here) &&
      this.conditional(value, schema, here) &&
      (typeof value !== 'string' || this.text(value, schema)) &&
      (typeof value !== 'number' || numberHolds(value, schema)) &&
      (!isArray(value) || this.items(value, schema, here)) &&
      (!isObject(value) || this.members(value, schema, here))
    );
  }

  private combined(schema: SchemaObject, here: (part: JsonSchema) => boolean): boolean {
    const { $ref, $dynamicRef, allOf, anyOf, oneOf, not } = schema;
    return (
      [$ref, $dynamicRef].every((ref) => ref === undefined || here(this.document.resolve(ref))) &&
      (allOf?.every(here) ?? true) &&
      (anyOf?.some(here) ?? true) &&
      (!oneOf || oneOf.filter(here).length === 1) &&
      (not === undefined || !here(not))
    );
  }

  private conditional(value: JsonValue, schema: SchemaObject, here: (part: JsonSchema) => boolean): boolean {
    if (schema.if !== undefined && !here((here(schema.if) ? schema.then : schema.else) ?? true)) return false;
    if (!isObject(value)) return true;
    const depends = [schema.dependencies, schema.dependentSchemas, schema.dependentRequired];
    return depends
      .flatMap((entries) => Object.entries(entries ?? {}))
      .every(([name, then]) => {
        if (!Object.hasOwn(value, name)) return true;
        return isArray(then) ? then.every((other) => Object.hasOwn(value, String(other))) : here(then);
      });
  }

  private text(
    value: string,
    { minLength = 0, maxLength = Infinity, pattern, format }: SchemaObject,
  ): boolean {
    const length = Array.from(value).length;
    if (length < minLength || length > maxLength) return false;
    if (format !== undefined && Object.hasOwn(FORMATS, format) && !FORMATS[format].test(value)) return false;
    return pattern === undefined || this.document.pattern(pattern).matches(value, this.document.work);
  }

  private items(
    value: readonly JsonValue[],
    schema: SchemaObject,
    here: (part: JsonSchema) => boolean,
  ): boolean {
    const { minItems = 0, maxItems = Infinity, uniqueItems, contains, unevaluatedItems } = schema;
    if (value.length < minItems || value.length > maxItems) return false;
    const { prefix, rest } = itemSchemas(schema);
    if (!value.every((item, index) => this.holds(item, prefix[index] ?? rest ?? true))) return false;
    if (uniqueItems && !this.areUnique(value)) return false;
    if (contains !== undefined) {
      const { minContains = 1, maxContains = Infinity } = schema;
      const count = value.filter((item) => this.holds(item, contains)).length;
      if (count < minContains || count > maxContains) return false;
    }
    if (unevaluatedItems === undefined) return true;
    const evaluated = evaluatedItems(value, schema, this.document, here, (item, part) =>
      this.holds(item, part),
    );
    return value.every((item, index) => evaluated.has(index) || this.holds(item, unevaluatedItems));
  }

  private areUnique(items: readonly JsonValue[]): boolean {
    const scalars = items.filter((item) => typeof item !== 'object' || item === null);
    if (new Set(scalars).size < scalars.length) return false;
    const others = items.filter((item) => typeof item === 'object' && item !== null);
    return others.every((item, index) => !isAmong(others.slice(0, index), item, this.document.work));
  }

  private members(
    value: { readonly [name: string]: JsonValue },
    schema: SchemaObject,
    here: (part: JsonSchema) => boolean,
  ): boolean {
    const {
      minProperties = 0,
      maxProperties = Infinity,
      required,
      propertyNames,
      unevaluatedProperties,
    } = schema;
    const names = Object.keys(value);
    if (names.length < minProperties || names.length > maxProperties) return false;
    if (required && !required.every((name) => Object.hasOwn(value, name))) return false;
    if (propertyNames !== undefined && !names.every((name) => this.holds(name, propertyNames))) return false;
    const children = names.every((name) =>
      schemasForProperty([schema], name, this.document).every((child) => this.holds(value[name], child)),
    );
    if (!children || unevaluatedProperties === undefined) return children;
    const evaluated = evaluatedNames(names, schema, this.document, here);
    return names.every((name) => evaluated.has(name) || this.holds(value[name], unevaluatedProperties));
  }
}

function isOneOf(
  value: JsonValue,
  { type, enum: allowed, const: only }: SchemaObject,
  { work }: SchemaDocument,
): boolean {
  if (type !== undefined && ![type].flat().some((one) => isOfType(value, one))) return false;
  if (allowed && !isAmong(allowed, value, work)) return false;
  return only === undefined || isAmong([only], value, work);
}

/** From here on a number is written with an exponent, and validators that cut its text short take it for another. */
const MAX_QUOTIENT = 1e21;

/** Multiples as validators commonly find them, by a division of floating-point numbers. */
function numberHolds(value: number, schema: SchemaObject): boolean {
  const { minimum = -Infinity, maximum = Infinity, multipleOf } = schema;
  const { exclusiveMinimum = -Infinity, exclusiveMaximum = Infinity } = schema;
  if (value < minimum || value > maximum || value <= exclusiveMinimum || value >= exclusiveMaximum)
    return false;
  if (multipleOf === undefined) return true;
  const quotient = value / multipleOf;
  return Number.isInteger(quotient) && Math.abs(quotient) < MAX_QUOTIENT;
}
