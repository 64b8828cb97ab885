import { registerDecorator } from 'class-validator';
import { type JsonSchema, saysSchema } from './property-schema';

interface RecordRule {
  /** What the property must be, to follow its name in the error message. */
  readonly rule: string;
  readonly maxEntries?: number;
  readonly entry: (key: string, value: unknown) => boolean;
  /** What an entry's value looks like, for the API's description. */
  readonly values: JsonSchema;
}

/** An object used as a map: every entry must pass, and there may be at most `maxEntries`. */
export function IsRecordOf({ rule, maxEntries = Infinity, entry, values }: RecordRule): PropertyDecorator {
  const schema: JsonSchema = {
    type: 'object',
    additionalProperties: values,
    ...(maxEntries < Infinity && { maxProperties: maxEntries }),
  };
  return (target, propertyName) => {
    saysSchema({ schema })(target, propertyName);
    registerDecorator({
      name: 'isRecordOf',
      target: target.constructor,
      propertyName: propertyName as string,
      options: { message: `$property ${rule}` },
      validator: {
        validate: (value: unknown) =>
          typeof value === 'object' &&
          value !== null &&
          !Array.isArray(value) &&
          Object.keys(value).length <= maxEntries &&
          Object.entries(value).every(([key, inner]) => entry(key, inner)),
      },
    });
  };
}
