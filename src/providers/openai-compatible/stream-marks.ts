import type { ByteText } from '../../generation/byte-text';

/** What a server writes anew for each of its streams, as it stands in every message of one. */
export interface StreamMarks {
  readonly id: string;
  readonly created: string;
}

// Printable ASCII but quotes and backslashes: the same as bytes and as text.
const ID = /"id" ?: ?"([ !#-[\]-~]{1,128})"/;
const CREATED = /"created" ?: ?([1-9]\d{8,12})(?=[,}])/;

/** The marks of the stream that a message belongs to; undefined where it shows none. */
export function marksOf(message: ByteText): StreamMarks | undefined {
  const id = ID.exec(message)?.[1];
  const created = id === undefined ? undefined : CREATED.exec(message)?.[1];
  return id === undefined || created === undefined ? undefined : { id: copied(id), created };
}

/** A match points into the text it was found in, and would hold all of that for as long as its stream is open. */
const copied = (id: string): string => Buffer.from(id, 'latin1').toString('latin1');
