/** A text format: what it looks like, and examples of it. */
interface Format {
  readonly test: (text: string) => boolean;
  /** Makes a text of it, at least so many characters long where the format can grow. */
  readonly make: (random: () => number, least: number) => string;
}

const HEX = '0123456789abcdef';
const TWO = (value: number): string => String(value).padStart(2, '0');

const matching =
  (expression: RegExp): Format['test'] =>
  (text) =>
    expression.test(text);
const below = (random: () => number, limit: number): number => Math.floor(random() * limit);
const filled = (text: string, least: number): string => 'x'.repeat(Math.max(0, least - text.length));

const HOST =
  /^(?=.{1,253}$)[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?)*$/i;
const EMAIL = /^[a-z0-9_%+-]+(?:\.[a-z0-9_%+-]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}$/i;
const URL = /^[a-z][a-z0-9+-]*:\/\/[a-z0-9.-]+(?::\d{1,5})?(?:[/?#][\w\-.~:/?#@!$&'()*+,;=%]*)?$/i;
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;
const DURATION =
  /^P(?!$)(?:\d+W|(?:\d+Y(?:\d+M(?:\d+D)?)?|\d+M(?:\d+D)?|\d+D)?(?:T(?:\d+H(?:\d+M(?:\d+S)?)?|\d+M(?:\d+S)?|\d+S))?)$/;
const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/;

const makeDate = (random: () => number): string =>
  `2025-${TWO(1 + below(random, 12))}-${TWO(1 + below(random, 28))}`;
const makeTime = (random: () => number): string =>
  `${TWO(8 + below(random, 12))}:${TWO(5 * below(random, 12))}:00Z`;
const makeHost = (_: () => number, least: number): string => {
  let host = 'example.com';
  while (host.length < least)
    host = `${'x'.repeat(Math.min(60, Math.max(1, least - host.length - 1)))}.${host}`;
  return host;
};
const makeUri = (random: () => number, least: number): string => {
  const uri = `https://example.com/${below(random, 1000)}`;
  return uri + filled(uri, least);
};
const hex = (random: () => number, length: number): string =>
  Array.from({ length }, () => HEX[below(random, 16)]).join('');

const uri: Format = { test: matching(URL), make: makeUri };
const email: Format = {
  test: matching(EMAIL),
  make: (random, least) => {
    const address = `user${below(random, 1000)}@example.com`;
    return filled(address, least) + address;
  },
};
const hostname: Format = { test: matching(HOST), make: makeHost };

/** Formats that are held to, by name; others are taken for remarks, as the specification has it. */
export const FORMATS: Readonly<Record<string, Format>> = {
  date: { test: isDate, make: makeDate },
  time: { test: matching(TIME), make: makeTime },
  'date-time': {
    test: (text) => text[10] === 'T' && isDate(text.slice(0, 10)) && TIME.test(text.slice(11)),
    make: (random) => `${makeDate(random)}T${makeTime(random)}`,
  },
  duration: { test: matching(DURATION), make: (random) => `PT${5 + 5 * below(random, 11)}M` },
  email,
  'idn-email': email,
  hostname,
  'idn-hostname': hostname,
  uri,
  iri: uri,
  url: uri,
  'uri-reference': uri,
  'iri-reference': uri,
  uuid: {
    test: matching(/^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i),
    make: (random) =>
      `${hex(random, 8)}-${hex(random, 4)}-4${hex(random, 3)}-${HEX[8 + below(random, 4)]}${hex(random, 3)}-${hex(random, 12)}`,
  },
  ipv4: {
    test: matching(IPV4),
    make: (random) => `192.0.2.${1 + below(random, 254)}`,
  },
  ipv6: {
    test: matching(/^2001:db8(?:::|(?::[\da-f]{1,4})+::)[\da-f]{1,4}$/i),
    make: (random) => `2001:db8::${(1 + below(random, 0xfffe)).toString(16)}`,
  },
  'json-pointer': {
    test: matching(/^(?:\/[a-z0-9_-]*)*$/i),
    make: (_, least) => `/item/0${filled('/item/0', least)}`,
  },
  'relative-json-pointer': { test: matching(/^\d(?:\/[a-z0-9_-]*)*$/i), make: () => '0/item' },
  regex: { test: matching(/^[a-z0-9_-]*$/i), make: (_, least) => `word${filled('word', least)}` },
  'uri-template': { test: matching(URL), make: makeUri },
  byte: {
    test: matching(/^(?:[a-z0-9+/]{4})+$/i),
    make: (_, least) => 'ZGF0YQ'.padEnd(8 + 4 * Math.ceil(least / 4), 'A'),
  },
};

function isDate(text: string): boolean {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (!match) return false;
  const [year, month, day] = match.slice(1).map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  // Years below 100 would be taken for the twentieth century.
  return year >= 100 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day && month >= 1;
}
