/** Something that was to be reached, and whether it was. */
export interface Goal {
  readonly what: string;
  readonly wanted: string;
  readonly measured: string;
  /** undefined: it could not be told. */
  readonly held: boolean | undefined;
}

/** A goal that is a bound from above; not told where there is no figure. */
export const atMost = (
  what: string,
  value: number,
  bound: number,
  show: (value: number) => string,
): Goal => ({
  what,
  wanted: `≤ ${show(bound)}`,
  measured: show(value),
  held: Number.isFinite(value) ? value <= bound : undefined,
});

/** A goal that is a bound from below; not told where there is no figure. */
export const atLeast = (
  what: string,
  value: number,
  bound: number,
  show: (value: number) => string,
): Goal => ({
  what,
  wanted: `≥ ${show(bound)}`,
  measured: show(value),
  held: Number.isFinite(value) ? value >= bound : undefined,
});

/** That nothing went wrong. */
export const noErrors = (errors: number): Goal => atMost('errors', errors, 0, String);
