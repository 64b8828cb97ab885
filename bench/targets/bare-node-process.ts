import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'undici';
import type { ProxyMessage } from './proxy-message';
import { POOL_OPTIONS, relay } from './relay';

/** The least that Node can do as a proxy: its own server, undici's dispatch, and bytes passed through. */
const upstream = new Pool(`http://127.0.0.1:${process.env.UPSTREAM_PORT}`, POOL_OPTIONS);

const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => relay(upstream, parts.length === 1 ? parts[0] : Buffer.concat(parts), response));
});

process.on('disconnect', () => process.exit());
process.on('SIGTERM', () => process.exit());
server.listen({ port: 0, host: '127.0.0.1', backlog: 16_384 }, () => {
  process.send?.({ kind: 'ready', port: (server.address() as AddressInfo).port } satisfies ProxyMessage);
});
