import { readdirSync, readFileSync } from 'node:fs';

/** What processes have used so far. */
export interface Usage {
  readonly cpuSeconds: number;
  readonly residentMib: number;
}

const NS_PER_S = 1e9;
const KIB_PER_MIB = 1_024;

/**
 * The CPU time and resident memory of a process and all its children, as Linux tells them; NaN on other
 * systems. The time is the scheduler's own account, to the nanosecond: the usual one counts in steps of 10 ms.
 */
export function usageOf(pid: number): Usage {
  let cpuSeconds = 0;
  let residentMib = 0;
  try {
    for (const one of withChildren(pid)) {
      for (const task of readdirSync(`/proc/${one}/task`)) cpuSeconds += taskSeconds(one, task);
      residentMib += residentKib(one) / KIB_PER_MIB;
    }
    return { cpuSeconds, residentMib };
  } catch {
    return { cpuSeconds: NaN, residentMib: NaN };
  }
}

function withChildren(pid: number): number[] {
  const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  );
  return [pid, ...children.flatMap(withChildren)];
}

const taskSeconds = (pid: number, task: string): number =>
  Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')[0]) / NS_PER_S;

const residentKib = (pid: number): number =>
  Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
