import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { UnreachableError } from './endpoint';

const START_DEADLINE_MS = 30_000;
const STOP_DEADLINE_MS = 10_000;
const POLL_MS = 50;
const ENTRY = join(__dirname, '..', 'main.js');

/** The service itself, started for the time of a verification on a free port of this machine. */
export class SpawnedServer {
  private constructor(
    readonly url: string,
    private readonly child: ChildProcess,
  ) {
    process.once('SIGINT', () => {
      child.kill('SIGTERM');
      process.exit(130);
    });
  }

  /** @throws UnreachableError when it is not ready in time */
  static async start(): Promise<SpawnedServer> {
    const port = await freePort();
    const options = ['serve', '--host', '127.0.0.1', '--port', String(port), '--log-level', 'error'];
    const child = spawn(process.execPath, [ENTRY, ...options], { stdio: ['ignore', 'ignore', 'inherit'] });
    const server = new SpawnedServer(`http://127.0.0.1:${port}`, child);
    const deadline = performance.now() + START_DEADLINE_MS;
    while (performance.now() < deadline && child.exitCode === null) {
      if (await isReady(server.url)) return server;
      await wait(POLL_MS);
    }
    await server.stop();
    throw new UnreachableError('The service did not start.');
  }

  /** Ends it, by force where it does not end by itself. */
  async stop(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const exited = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    const timer = setTimeout(() => this.child.kill('SIGKILL'), STOP_DEADLINE_MS);
    await exited;
    clearTimeout(timer);
  }
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health/ready`)).ok;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
