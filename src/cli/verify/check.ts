/** One requirement, held against what was measured. */
export interface Check {
  readonly name: string;
  readonly target: string;
  readonly measured: string;
  readonly passed: boolean;
}

/** What `verify` found out. */
export interface Report {
  readonly url: string;
  readonly model: string | null;
  readonly dialect: string;
  readonly passed: boolean;
  readonly checks: readonly Check[];
}
