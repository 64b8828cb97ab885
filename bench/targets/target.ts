/** Something that answers chat completions and is measured. */
export interface Target {
  readonly name: string;
  readonly port: number;
  readonly path: string;
  /** What it knows the upstream's model as. */
  readonly model: string;
  /** The process that is charged for it; undefined where there is none. */
  readonly pid?: number;
  /** Whether V8 runs it, which compiles what it meets while it works: measured too early, it looks slow. */
  readonly isCompiledAtWork: boolean;
  stop(): Promise<void>;
}

/** Where everything here answers chat completions. */
export const COMPLETIONS_PATH = '/v1/chat/completions';
