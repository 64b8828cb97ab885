/** A JSON schema, or a part of one. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** What a decorator of ours says of a property, beside what class-validator's own say. */
export interface PropertySchema {
  /** Another form that the value may have: the other half of a union. */
  readonly alternative?: JsonSchema;
  /** The whole schema, where the library has no words for it. */
  readonly schema?: JsonSchema;
}

const said = new WeakMap<object, Map<string, PropertySchema>>();

/** A decorator that only says what its property looks like, for the API's description. */
export function saysSchema(schema: PropertySchema): PropertyDecorator {
  return (target, key) => {
    const known = said.get(target) ?? new Map<string, PropertySchema>();
    said.set(target, known.set(key as string, { ...known.get(key as string), ...schema }));
  };
}

/** What was said of a property of a class's prototype, or of one that it inherits. */
export function propertySchema(prototype: object, key: string): PropertySchema {
  for (let at: object | null = prototype; at; at = Object.getPrototypeOf(at) as object | null) {
    const schema = said.get(at)?.get(key);
    if (schema) return schema;
  }
  return {};
}
