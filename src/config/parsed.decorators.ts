import { Transform } from 'class-transformer';
import bytes from 'bytes';
import { availableParallelism } from 'node:os';
import { parseDuration } from './duration';

/** What stands for a text that could not be read: no type check accepts it, so its property is at fault. */
const UNREADABLE = Symbol('unreadable');

const parsed = (parse: (text: string) => unknown) =>
  Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' ? (parse(value.trim()) ?? UNREADABLE) : value,
  );

const BOOLEANS: Readonly<Record<string, boolean>> = {
  ...{ true: true, on: true, yes: true, 1: true },
  ...{ false: false, off: false, no: false, 0: false },
};

/** Reads a text as a number. */
export const asNumber = parsed((text) => (text === '' ? undefined : Number(text)));

/** Reads a number, or `auto` as the processors that this process may use. */
export const asCount = parsed((text) => (text === 'auto' ? availableParallelism() : Number(text)));

/** Reads `true`, `on`, `yes`, `1` and their opposites. */
export const asBoolean = parsed((text) => BOOLEANS[text.toLowerCase()]);

/** Reads a duration such as `500ms`, `30s` or `5m` as milliseconds; a bare number counts seconds. */
export const asDuration = Transform(({ value }: { value: unknown }) =>
  typeof value === 'string' || typeof value === 'number'
    ? (parseDuration(String(value)) ?? UNREADABLE)
    : value,
);

/** Reads a size such as `512kb` or `1mb` as bytes. */
export const asBytes = parsed((text) => (/^\d/.test(text) ? bytes.parse(text) : undefined));

/** Reads a comma-separated list; `none` is the empty one, since an empty variable stands for its default. */
export const asList = parsed((text) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '' && item !== 'none'),
);
