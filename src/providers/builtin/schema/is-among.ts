import { isDeepStrictEqual } from 'node:util';
import type { JsonValue } from './json-schema';
import type { WorkBudget } from './work-budget';

/** Whether a value equals one of a list. Scalars, which most lists consist of, are compared at hardly any cost. */
export function isAmong(values: readonly JsonValue[], value: JsonValue, work: WorkBudget): boolean {
  if (typeof value !== 'object' || value === null) return values.includes(value);
  return values.some((one) => {
    if (typeof one !== 'object' || one === null) return false;
    work.spend(0.5);
    return isDeepStrictEqual(one, value);
  });
}
