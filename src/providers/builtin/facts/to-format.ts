import type { Fact, FactKind } from './extract-facts';

/** Kinds of facts that can be written in a format. */
export const FACTS_OF_FORMAT: Readonly<Record<string, readonly FactKind[]>> = {
  email: ['email'],
  'idn-email': ['email'],
  uri: ['url'],
  url: ['url'],
  iri: ['url'],
  'uri-reference': ['url'],
  uuid: ['uuid'],
  date: ['date', 'datetime'],
  'date-time': ['datetime', 'date'],
  time: ['time'],
};

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** Of a date that names none; the model knows no calendar. */
const USUAL_YEAR = '2025';

/** A fact in the form that a format asks for, or as it stands where there is none for it. */
export function toFormat({ value }: Fact, format: string, time: string | undefined): string {
  const text = String(value);
  switch (format) {
    case 'date':
      return isoDate(text);
    case 'time':
      return isoTime(text);
    case 'date-time':
      return text.includes('T') ? isoDateTime(text) : `${isoDate(text)}T${isoTime(time ?? '09:00')}`;
    default:
      return text;
  }
}

/** `July 1st, 2025`, `1 July` and `2025-07-01T09:00Z` as `2025-07-01`. */
function isoDate(text: string): string {
  if (/^\d{4}-/.test(text)) return text.slice(0, 10);
  const name = /[A-Za-z]{3,}/.exec(text.replace(/\d+(?:st|nd|rd|th)|\bof\b/g, ''))?.[0] ?? '';
  const month = MONTHS.indexOf(name.slice(0, 3).toLowerCase());
  const day = /\b\d{1,2}(?!\d)/.exec(text)?.[0];
  const year = /\b\d{4}\b/.exec(text)?.[0] ?? USUAL_YEAR;
  return month === -1 || day === undefined ? text : `${year}-${two(month + 1)}-${day.padStart(2, '0')}`;
}

/** `3pm`, `9:30` and `14:00:05` with seconds and a zone. */
function isoTime(text: string): string {
  const match = /^(\d{1,2})(?::(\d\d))?(?::(\d\d))? ?([ap])?/i.exec(text);
  if (!match) return text;
  const [, hours, minutes = '00', seconds = '00', half] = match as (string | undefined)[];
  const hour = (Number(hours) % (half ? 12 : 24)) + (half?.toLowerCase() === 'p' ? 12 : 0);
  return `${two(hour)}:${minutes}:${seconds}Z`;
}

function isoDateTime(text: string): string {
  const [date, time] = text.split('T');
  const zone = /Z$|[+-]\d\d:\d\d$/.exec(time)?.[0] ?? 'Z';
  const clock = time.replace(/Z$|[+-]\d\d:\d\d$/, '');
  return `${date}T${clock.length === 5 ? `${clock}:00` : clock}${zone}`;
}

const two = (value: number): string => String(value).padStart(2, '0');
