import { join } from 'node:path';
import { MessageProcess } from '../process/message-process';
import type { ProxyMessage } from './proxy-message';
import { COMPLETIONS_PATH, type Target } from './target';

/** Starts one of the proxies that the bench brings along for comparison. */
export async function bareProxy(kind: 'bare Node' | 'bare Nest', upstreamPort: number): Promise<Target> {
  const script = join(__dirname, kind === 'bare Node' ? 'bare-node-process.js' : 'bare-nest-process.js');
  const [process, { port }] = await MessageProcess.start<never, ProxyMessage>(script, {
    UPSTREAM_PORT: String(upstreamPort),
  });
  return {
    name: kind,
    port,
    path: COMPLETIONS_PATH,
    model: 'bench',
    pid: process.pid,
    isCompiledAtWork: true,
    stop: () => process.stop(),
  };
}
