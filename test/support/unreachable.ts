import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

/** A port of this machine on which nobody listens. */
export async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** An address whose name no resolver is even asked for: a label of it is longer than DNS allows. */
export const UNRESOLVABLE = `http://${'x'.repeat(64)}.invalid/v1`;
