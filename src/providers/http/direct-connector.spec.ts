import { readFileSync } from 'node:fs';
import {
  type AddressInfo,
  createServer as createTcpServer,
  type LookupFunction,
  type Server,
  type Socket,
} from 'node:net';
import { join } from 'node:path';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';
import { Client } from 'undici';
import { Receiver } from '../../../test/support/receiver';
import { seededRandom } from '../../../test/support/seeded-random';
import { settled, until } from '../../../test/support/until';
import { directConnector } from './direct-connector';

const FIXTURES = join(__dirname, '../../../test/fixtures/tls');
const KEY = readFileSync(join(FIXTURES, 'key.pem'));
const CERTIFICATE = readFileSync(join(FIXTURES, 'certificate.pem'));

const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n';
const chunk = (bytes: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]);

/** Bytes in which no two places look alike. */
const bytesOf = (length: number, seed = 1): Buffer => {
  const random = seededRandom(seed);
  return Buffer.from(Array.from({ length }, () => Math.floor(random() * 256)));
};

describe.each(['http:', 'https:'])('directConnector over %s', (protocol) => {
  let server: Server;
  let clients: Client[];
  let accepted: Socket[];
  let answer: (socket: Socket, request: string) => void;

  beforeEach(async () => {
    clients = [];
    accepted = [];
    const onConnection = (socket: Socket): void => {
      accepted.push(socket);
      socket.on('error', () => undefined);
      socket.on('data', (bytes) => answer(socket, bytes.toString()));
    };
    server =
      protocol === 'https:'
        ? createTlsServer({ key: KEY, cert: CERTIFICATE }, onConnection)
        : createTcpServer(onConnection);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });

  afterEach(async () => {
    await Promise.all(clients.map((client) => client.destroy()));
    for (const socket of accepted) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });

  const connect = (
    connector = directConnector({ allowH2: false, ca: CERTIFICATE }),
    host = '127.0.0.1',
  ): Client => {
    const { port } = server.address() as AddressInfo;
    const client = new Client(`${protocol}//${host}:${port}`, { connect: connector });
    clients.push(client);
    return client;
  };
  const ask = (client: Client, receiver: Receiver, path = '/'): void =>
    void client.dispatch({ path, method: 'GET' }, receiver);

  it('hands over every byte, in order, wherever the network cuts them', async () => {
    const body = bytesOf(100_000);
    const random = seededRandom(2);
    answer = (socket) => {
      const framed: Uint8Array[] = [Buffer.from(`${HEAD}Transfer-Encoding: chunked\r\n\r\n`)];
      for (let at = 0; at < body.length;) {
        const length = 1 + Math.floor(random() * 3_000);
        framed.push(chunk(body.subarray(at, at + length)));
        at += length;
      }
      const wire = Buffer.concat([...framed, Buffer.from('0\r\n\r\n')]);
      const send = (at: number): void => {
        if (at >= wire.length) return;
        const end = at + 1 + Math.floor(random() * 2_000);
        socket.write(wire.subarray(at, end), () => send(end));
      };
      send(0);
    };
    const receiver = new Receiver();
    ask(connect(), receiver);
    await receiver.over();
    expect(receiver.error).toBeUndefined();
    expect(receiver.body.equals(body)).toBe(true);
  });

  it('keeps the bytes of connections that are read in turns apart', async () => {
    const bodies = [1, 2, 3, 4].map((seed) => bytesOf(30_000, seed));
    answer = (socket, request) => {
      const body = bodies[Number(/GET \/(\d)/.exec(request)?.[1])];
      socket.write(`${HEAD}Content-Length: ${body.length}\r\n\r\n`);
      const send = (at: number): void => {
        if (at < body.length) socket.write(body.subarray(at, at + 500), () => setImmediate(send, at + 500));
      };
      send(0);
    };
    const connector = directConnector({ allowH2: false, ca: CERTIFICATE });
    const receivers = bodies.map(() => new Receiver());
    for (const [i, receiver] of receivers.entries()) ask(connect(connector), receiver, `/${i}`);
    await Promise.all(receivers.map((receiver) => receiver.over()));
    for (const [i, receiver] of receivers.entries()) expect(receiver.body.equals(bodies[i])).toBe(true);
  });

  it('loses nothing to a receiver that pauses at every piece', async () => {
    const body = bytesOf(500_000);
    answer = (socket) => {
      socket.write(`${HEAD}Content-Length: ${body.length}\r\n\r\n`);
      socket.write(body);
    };
    const receiver = new Receiver(({ controller }) => {
      controller?.pause();
      setImmediate(() => controller?.resume());
    });
    ask(connect(), receiver);
    await receiver.over();
    expect(receiver.error).toBeUndefined();
    expect(receiver.body.equals(body)).toBe(true);
  });

  it('takes nothing more from a server whose receiver has paused, and all of it afterwards', async () => {
    const body = bytesOf(1_000_000);
    // More than all the buffers of the system on the way.
    const times = 40;
    answer = (socket) => {
      socket.write(`${HEAD}Content-Length: ${body.length * times}\r\n\r\n`);
      for (let i = 0; i < times; i++) socket.write(body);
    };
    let isPaused = true;
    const receiver = new Receiver(({ controller }) => {
      if (isPaused) controller?.pause();
    });
    ask(connect(), receiver);
    await until('the first piece comes', () => receiver.pieces.length > 0);
    const sent = await settled(
      'what has been sent',
      () => accepted[0].bytesWritten - accepted[0].writableLength,
    );
    expect(receiver.body.length).toBeLessThanOrEqual(65_536);
    expect(sent).toBeLessThan(body.length * times);
    isPaused = false;
    receiver.controller?.resume();
    await receiver.over();
    expect(receiver.body.length).toBe(body.length * times);
  });

  it('hands over a body that ends with its connection, paused or not', async () => {
    const body = bytesOf(200_000);
    answer = (socket) => {
      socket.write(`${HEAD}Connection: close\r\n\r\n`);
      socket.end(body);
    };
    const receivers = [
      new Receiver(),
      new Receiver(({ controller }) => {
        controller?.pause();
        setImmediate(() => controller?.resume());
      }),
    ];
    for (const receiver of receivers) {
      ask(connect(), receiver);
      await receiver.over();
      expect(receiver.error).toBeUndefined();
      expect(receiver.body.equals(body)).toBe(true);
    }
  });

  it('reaches a server by a name of several addresses, of which the first may refuse', async () => {
    answer = (socket) => socket.write(`${HEAD}Content-Length: 2\r\n\r\nok`);
    const lookup: LookupFunction = (_, __, found) =>
      found(null, [
        { address: '::1', family: 6 },
        { address: '127.0.0.1', family: 4 },
      ]);
    const receiver = new Receiver();
    ask(connect(directConnector({ allowH2: false, ca: CERTIFICATE, lookup }), 'localhost'), receiver);
    await receiver.over();
    expect(receiver.body.toString()).toBe('ok');
  });

  it('uses a connection again', async () => {
    answer = (socket, request) =>
      socket.write(`${HEAD}Content-Length: 2\r\n\r\n${request.includes('/a') ? 'aa' : 'bb'}`);
    const client = connect();
    for (const path of ['/a', '/b']) {
      const receiver = new Receiver();
      ask(client, receiver, path);
      await receiver.over();
      expect(receiver.body.toString()).toBe(path.slice(1).repeat(2));
    }
    expect(accepted).toHaveLength(1);
  });

  it('reports a connection that breaks off or ends too early', async () => {
    // A TLS socket has no way to be reset.
    const breakOff = (socket: Socket): unknown =>
      protocol === 'https:' ? socket.destroy() : socket.resetAndDestroy();
    for (const cut of [breakOff, (socket: Socket) => socket.end()]) {
      answer = (socket) => socket.write(`${HEAD}Content-Length: 100\r\n\r\nbegun`, () => cut(socket));
      const receiver = new Receiver();
      ask(connect(), receiver);
      await receiver.over();
      expect(receiver.ended).toBe(false);
      expect(receiver.body.toString()).toMatch(/^(?:begun)?$/);
      expect(receiver.error).toHaveProperty('code', expect.stringMatching(/^(?:ECONNRESET|UND_ERR_SOCKET)$/));
    }
  });

  if (protocol === 'https:') {
    it('holds a server to its certificate', async () => {
      const receiver = new Receiver();
      ask(connect(directConnector({ allowH2: false })), receiver);
      await receiver.over();
      expect(receiver.error).toHaveProperty('code', 'DEPTH_ZERO_SELF_SIGNED_CERT');
    });

    it("resumes the session of an earlier connection's", async () => {
      answer = (socket) => socket.write(`${HEAD}Content-Length: 2\r\n\r\nok`);
      const connector = directConnector({ allowH2: false, ca: CERTIFICATE, servername: 'localhost' });
      for (let i = 0; i < 2; i++) {
        const receiver = new Receiver();
        ask(connect(connector), receiver);
        await receiver.over();
        expect(receiver.error).toBeUndefined();
      }
      expect(accepted.map((socket) => (socket as TLSSocket).isSessionReused())).toEqual([false, true]);
    });
  }
});
