import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../process/free-port';
import { spawnChild, stopChild } from '../process/spawn-node';
import { until } from '../process/until';
import { COMPLETIONS_PATH, type Target } from './target';

/** nginx in front of the upstream, with one worker and no buffering; undefined where it is not installed. */
export async function nginx(upstreamPort: number): Promise<Target | undefined> {
  if (!(await isInstalled())) return undefined;
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'bench-nginx-'));
  writeFileSync(join(folder, 'nginx.conf'), configuration(port, upstreamPort, folder));
  const child = spawnChild(['nginx', '-p', folder, '-c', join(folder, 'nginx.conf'), '-e', 'stderr']);
  child.stderr?.pipe(process.stderr);
  await until('nginx listens', () => listens(port));
  return {
    name: 'nginx',
    port,
    path: COMPLETIONS_PATH,
    model: 'bench',
    pid: child.pid,
    isCompiledAtWork: false,
    async stop() {
      await stopChild(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const configuration = (port: number, upstreamPort: number, folder: string): string => `
daemon off;
worker_processes 1;
pid ${folder}/nginx.pid;
error_log stderr crit;
events { worker_connections 32768; }
http {
  access_log off;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  keepalive_requests 1000000000;
  upstream upstream_server {
    server 127.0.0.1:${upstreamPort};
    keepalive 16384;
    keepalive_requests 1000000000;
  }
  server {
    listen 127.0.0.1:${port} backlog=16384;
    location / {
      proxy_pass http://upstream_server;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_buffering off;
    }
  }
}
`;

const isInstalled = (): Promise<boolean> =>
  new Promise((resolve) => execFile('nginx', ['-v'], (error) => resolve(!error)));

const listens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
