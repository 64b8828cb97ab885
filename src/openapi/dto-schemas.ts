import type { ClassConstructor } from 'class-transformer';
import { defaultMetadataStorage } from 'class-transformer/cjs/storage';
import { getMetadataStorage } from 'class-validator';
import { validationMetadatasToSchemas } from 'class-validator-jsonschema';
import { unionOf, type Variants } from '../validation/one-of.decorator';
import { type JsonSchema, propertySchema } from '../validation/property-schema';

type Schema = Record<string, unknown> & {
  properties?: Record<string, Schema>;
  required?: string[];
};

const NESTED = 'nestedValidation';
const PREFIX = '#/components/schemas/';
const nameOf = (type: { readonly name: string }): string => type.name.replace(/Dto$/, '');

/**
 * The schemas of DTOs and of everything they hold, by name, from the decorators that validate them: what is
 * described is what is checked.
 * @param roots the DTOs of bodies
 */
export function dtoSchemas(roots: readonly ClassConstructor<object>[]): Record<string, Schema> {
  const all = validationMetadatasToSchemas({
    classTransformerMetadataStorage: defaultMetadataStorage as never,
    refPointerPrefix: PREFIX,
    // What a nested value is made of is said below, by the unions and types that the converter cannot see.
    additionalConverters: { [NESTED]: {} },
  }) as Record<string, Schema>;
  const found: Record<string, Schema> = {};
  const visit = (type: ClassConstructor<object>): void => {
    const name = nameOf(type);
    if (name in found) return;
    const schema = structuredClone(all[type.name] ?? { type: 'object', properties: {} });
    found[name] = schema;
    for (const key of keysOf(type)) {
      const properties = (schema.properties ??= {});
      const [described, inner] = describeProperty(type, key, properties[key] ?? {});
      properties[key] = described;
      inner.forEach(visit);
    }
  };
  roots.forEach(visit);
  addDiscriminators(roots, found);
  return found;
}

function keysOf(type: ClassConstructor<object>): string[] {
  const metadata = getMetadataStorage().getTargetValidationMetadatas(type, '', false, false);
  return [...new Set(metadata.map(({ propertyName }) => propertyName))];
}

function describeProperty(
  type: ClassConstructor<object>,
  key: string,
  own: Schema,
): [schema: Schema, inner: ClassConstructor<object>[]] {
  const prototype = type.prototype as object;
  const { alternative, schema } = propertySchema(prototype, key);
  const union = unionOf(prototype, key);
  const nested = defaultMetadataStorage.findTypeMetadata(type, key)?.typeFunction();
  let described: Schema = schema ? { ...schema } : own;
  if (union) {
    const options = unionSchema(union.variants);
    described = own.type === 'array' ? { ...own, items: options } : options;
  } else if (nested) {
    const reference = { $ref: PREFIX + nameOf(nested) };
    described = own.type === 'array' ? { ...own, items: reference } : reference;
  }
  if (alternative) described = { anyOf: [alternative, described] };
  return [described, union ? Object.values(union.variants) : nested ? [nested] : []];
}

const unionSchema = (variants: Variants): Schema => ({
  oneOf: [...new Set(Object.values(variants))].map((variant) => ({ $ref: PREFIX + nameOf(variant) })),
});

/** A variant's discriminator has no decorator of its own: which values it has is known by the union. */
function addDiscriminators(roots: readonly ClassConstructor<object>[], found: Record<string, Schema>): void {
  const seen = new Set<ClassConstructor<object>>();
  const visit = (type: ClassConstructor<object>): void => {
    if (seen.has(type)) return;
    seen.add(type);
    for (const key of keysOf(type)) {
      const union = unionOf(type.prototype as object, key);
      const nested = defaultMetadataStorage.findTypeMetadata(type, key)?.typeFunction();
      if (nested) visit(nested);
      for (const [value, variant] of Object.entries(union?.variants ?? {})) {
        addValue(found[nameOf(variant)], union!.property, value);
        visit(variant);
      }
    }
  };
  roots.forEach(visit);
}

function addValue(schema: Schema, property: string, value: string): void {
  const properties = (schema.properties ??= {});
  const values = (properties[property]?.enum ?? []) as string[];
  if (values.includes(value)) return;
  properties[property] = { type: 'string', enum: [...values, value] } satisfies JsonSchema;
  schema.required = [...new Set([property, ...(schema.required ?? [])])];
}
