import { registerDecorator } from 'class-validator';

interface RecordRule {
  /** What the property must be, to follow its name in the error message. */
  readonly rule: string;
  readonly maxEntries?: number;
  readonly entry: (key: string, value: unknown) => boolean;
}

/** An object used as a map: every entry must pass, and there may be at most `maxEntries`. */
export function IsRecordOf({ rule, maxEntries = Infinity, entry }: RecordRule): PropertyDecorator {
  return (target, propertyName) => {
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
