/** What a server writes anew for each of its streams, as it stands in every message of one. */
export interface StreamMarks {
  readonly id: string;
  readonly created: string;
}

const ID = /"id" ?: ?"([^"\\\p{Cc}]{1,128})"/u;
const CREATED = /"created" ?: ?([1-9]\d{8,12})(?=[,}])/;

/** The marks of the stream that a message belongs to; undefined where it shows none. */
export function marksOf(message: string): StreamMarks | undefined {
  const id = ID.exec(message)?.[1];
  const created = id === undefined ? undefined : CREATED.exec(message)?.[1];
  return id === undefined || created === undefined ? undefined : { id, created };
}
