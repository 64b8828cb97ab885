import { randomUUID } from 'node:crypto';

/** What an id names, by its prefix, as in OpenAI's API. */
export type IdPrefix = 'resp' | 'msg' | 'rs' | 'fc' | 'fco' | 'ctc' | 'ctco';

/** A new id, such as `resp_3f0c…`. */
export const newId = (prefix: IdPrefix): string => `${prefix}_${randomUUID().replaceAll('-', '')}`;
