import { type ChildProcess, spawn } from 'node:child_process';

/** Files that a process may have open: ten thousand relayed streams take two each. */
export const OPEN_FILES = 65_536;
/** Raises the limit where the system lets it, and becomes the program either way. */
const RAISING = 'ulimit -n "$0" 2>/dev/null; exec "$@"';

const children = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});

/** What a child gets beside its arguments. */
export interface SpawnOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly folder?: string;
  /** Whether it speaks with this process by messages. */
  readonly messages?: boolean;
}

/**
 * Runs a program that lives no longer than this process. Its standard output is thrown away, its errors are
 * shown unless it speaks over a pipe.
 */
export function spawnChild(
  command: readonly string[],
  { environment, folder, messages = false }: SpawnOptions = {},
): ChildProcess {
  const options = {
    cwd: folder,
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'ignore', 'pipe', ...(messages ? (['ipc'] as const) : [])] as (
      'ignore' | 'pipe' | 'ipc'
    )[],
  };
  const child =
    process.platform === 'win32'
      ? spawn(command[0], command.slice(1), options)
      : spawn('/bin/sh', ['-c', RAISING, String(OPEN_FILES), ...command], options);
  children.add(child);
  child.once('exit', () => children.delete(child));
  return child;
}

/** Runs a script with the Node.js that runs this one. */
export const spawnNode = (
  script: string,
  options?: SpawnOptions,
  flags: readonly string[] = [],
): ChildProcess => spawnChild([process.execPath, ...flags, script], options);

/** Ends a child, by force where it does not end by itself. */
export async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_DEADLINE_MS);
    child.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    child.kill('SIGTERM');
  });
}

const STOP_DEADLINE_MS = 10_000;
