import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { buildConnector } from 'undici';
import { Receiver } from '../../../test/support/receiver';
import { until } from '../../../test/support/until';
import { ConnectionPool } from './connection-pool';
import { OriginPools } from './origin-pools';

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n';
const POST = { path: '/', method: 'POST', body: '{}' } as const;

describe(ConnectionPool.name, () => {
  let server: Server;
  let accepted: Socket[];
  /** Where each request came in, by the number of its connection. */
  let asked: number[];
  let answer: (socket: Socket) => void;
  let pool: ConnectionPool;

  beforeEach(async () => {
    accepted = [];
    asked = [];
    answer = (socket) => void socket.write(`${OK}\r\nok`);
    server = createServer((socket) => {
      const number = accepted.push(socket) - 1;
      socket.on('error', () => undefined);
      socket.on('data', () => {
        asked.push(number);
        answer(socket);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    pool = new ConnectionPool(origin(), buildConnector({}));
  });

  afterEach(async () => {
    for (const socket of accepted) socket.destroy();
    await pool.close();
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  });

  const origin = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const ask = (options = {}): Receiver => {
    const receiver = new Receiver();
    pool.dispatch({ ...POST, ...options }, receiver);
    return receiver;
  };
  const over = async (...receivers: Receiver[]): Promise<void> => {
    await Promise.all(receivers.map((receiver) => receiver.over()));
  };
  const forgotten = (): Promise<void> => until('no connection is left', () => pool.size === 0);

  it('uses a connection again whose answer is over', async () => {
    for (let i = 0; i < 5; i++) {
      const receiver = ask();
      await receiver.over();
      expect(receiver.body.toString()).toBe('ok');
    }
    expect(asked).toEqual([0, 0, 0, 0, 0]);
    expect(pool.size).toBe(1);
  });

  it('asks again from within the end of an answer, on the same connection', async () => {
    const second = new Receiver();
    const first = new Receiver();
    first.onResponseEnd = () => pool.dispatch(POST, second);
    pool.dispatch(POST, first);
    await second.over();
    expect(second.error).toBeUndefined();
    expect(pool.size).toBeLessThanOrEqual(2);
  });

  it('gives every answer under way a connection of its own', async () => {
    const waiting: Socket[] = [];
    answer = (socket) => void waiting.push(socket);
    const receivers = Array.from({ length: 20 }, () => ask());
    await until('all have been asked', () => waiting.length === 20);
    expect(new Set(asked).size).toBe(20);
    for (const socket of waiting) socket.write(`${OK}\r\nok`);
    await over(...receivers);
    expect(pool.size).toBe(20);
  });

  it('takes the connection that was used last, so that those of a busy hour may go', async () => {
    const waiting: Socket[] = [];
    answer = (socket) => void waiting.push(socket);
    const receivers = [ask(), ask(), ask()];
    await until('all have been asked', () => waiting.length === 3);
    for (const [i, receiver] of receivers.entries()) {
      waiting[i].write(`${OK}\r\nok`);
      await receiver.over();
    }
    answer = (socket) => void socket.write(`${OK}\r\nok`);
    const latest = asked[2];
    asked = [];
    for (let i = 0; i < 4; i++) await ask().over();
    expect(asked).toEqual([latest, latest, latest, latest]);
  });

  it('forgets a connection that its server closes', async () => {
    await ask().over();
    accepted[0].end();
    await forgotten();
    await ask().over();
    expect(asked).toEqual([0, 1]);
  });

  it('forgets a connection whose answer says that it is the last one', async () => {
    answer = (socket) => void socket.end(`${OK}Connection: close\r\n\r\nok`);
    const receiver = ask();
    await receiver.over();
    expect(receiver.error).toBeUndefined();
    await forgotten();
  });

  it('forgets a connection whose answer is broken off, and leaves the others alone', async () => {
    answer = (socket) => void socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nthe beginning');
    const [left, kept] = [ask(), ask()];
    await until('both have begun', () => left.pieces.length > 0 && kept.pieces.length > 0);
    left.controller?.abort(new Error('not wanted any more'));
    await left.over();
    await until('the one is forgotten', () => pool.size === 1);
    expect(kept.error).toBeUndefined();
  });

  it('tells of a connection that breaks inside of an answer', async () => {
    answer = (socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nthe beginning');
      setImmediate(() => socket.destroy());
    };
    const receiver = ask();
    await receiver.over();
    expect(receiver.error).toMatchObject({ code: 'UND_ERR_SOCKET' });
    await forgotten();
  });

  it('tells of a server that is not there', async () => {
    await new Promise((resolve) => server.close(resolve));
    const receiver = ask();
    await receiver.over();
    expect(receiver.error).toMatchObject({ code: 'ECONNREFUSED' });
    await forgotten();
  });

  it('tells of a request that cannot be sent, and loses no connection by it', async () => {
    await ask().over();
    const receiver = ask({ headers: ['x-name', 'a\nb'] });
    await receiver.over();
    expect(receiver.error).toMatchObject({ code: 'UND_ERR_INVALID_ARG' });
    expect(pool.size).toBe(1);
    await ask().over();
    expect(asked).toEqual([0, 0]);
  });

  it('keeps nothing of requests that cannot be sent', async () => {
    for (let i = 0; i < 10; i++) await ask({ headers: ['x-name', 'a\nb'] }).over();
    expect(pool.size).toBe(0);
  });

  it('lets answers under way end when it closes, and takes no more', async () => {
    const waiting: Socket[] = [];
    answer = (socket) => void waiting.push(socket);
    const running = ask();
    await until('it has been asked', () => waiting.length === 1);
    let isClosed = false;
    const closed = pool.close().then(() => (isClosed = true));
    const late = ask();
    await late.over();
    expect(late.error).toMatchObject({ code: 'UND_ERR_CLOSED' });
    expect(isClosed).toBe(false);
    waiting[0].write(`${OK}\r\nok`);
    await running.over();
    await closed;
    expect(running.body.toString()).toBe('ok');
    await forgotten();
  });

  it('closes connections that are idle', async () => {
    await ask().over();
    await pool.close();
    await forgotten();
    await until('the server sees it', () => accepted[0].readableEnded || accepted[0].destroyed);
  });

  it('is dropped by the next origin, once all its connections are closed', async () => {
    const pools = new OriginPools(buildConnector({}));
    const next = (host: string): Promise<void> => {
      const receiver = new Receiver();
      pools.dispatch({ ...POST, origin: origin().replace('127.0.0.1', host) }, receiver);
      return receiver.over();
    };
    answer = (socket) => void socket.end(`${OK}Connection: close\r\n\r\nok`);
    for (const host of ['127.0.0.1', 'localhost', '127.0.0.1']) await next(host);
    expect(asked).toEqual([0, 1, 2]);
    expect(pools.size).toBe(1);
    await pools.close();
  });

  it('is one for each origin', async () => {
    const pools = new OriginPools(buildConnector({}));
    const receivers = [new Receiver(), new Receiver()];
    for (const receiver of receivers) {
      pools.dispatch({ ...POST, origin: origin() }, receiver);
      await receiver.over();
    }
    const elsewhere = new Receiver();
    pools.dispatch({ ...POST, origin: origin().replace('127.0.0.1', 'localhost') }, elsewhere);
    await elsewhere.over();
    expect(asked).toEqual([0, 0, 1]);
    expect(pools.size).toBe(2);
    await pools.close();
    const late = new Receiver();
    pools.dispatch({ ...POST, origin: 'http://127.0.0.2:1' }, late);
    await late.over();
    expect(late.error).toMatchObject({ code: 'UND_ERR_CLOSED' });
  });
});
