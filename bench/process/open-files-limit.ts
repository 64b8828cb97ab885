import { execFile } from 'node:child_process';

/** How many files a process that the bench starts may have open; Infinity where the system does not tell. */
export const openFilesLimit = (wanted: number): Promise<number> =>
  new Promise((resolve) => {
    const script = `ulimit -n ${wanted} 2>/dev/null; ulimit -n`;
    execFile('/bin/sh', ['-c', script], (error, output) => {
      resolve(error || output.trim() === 'unlimited' ? Infinity : Number(output));
    });
  });
