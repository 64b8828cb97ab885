import { once } from 'node:events';
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { ParserRelease } from '../../src/http/parser-release';
import { RawRequest } from '../support/raw-request';
import { ScriptedUpstream } from '../support/scripted-upstream';
import { StartedApplication } from '../support/started-application';
import { until } from '../support/until';
import { pause, reply } from '../support/upstream-script';

/** Some three seconds of it. */
const LASTING = {
  model: 'builtin',
  messages: [{ role: 'user', content: 'Hi' }],
  stream: true,
  max_tokens: 60,
};
const ENVIRONMENT = { BUILTIN_TOKENS_PER_SECOND: '20' };
const LAST_CHUNK = '\r\n0\r\n\r\n';

type ServedSocket = Socket & { parser?: object | null };

/** Else it would take that many streams until the first one gives anything back. */
beforeAll(() => void jest.replaceProperty(ParserRelease, 'KEPT', 0));

afterAll(() => StartedApplication.closeAll());

/** A service whose connections can be looked at from inside. */
class Observed {
  private constructor(
    readonly service: StartedApplication,
    private readonly sockets: ServedSocket[],
  ) {}

  static async start(environment: Readonly<Record<string, string>> = {}): Promise<Observed> {
    const service = await StartedApplication.start({ ...ENVIRONMENT, ...environment });
    const sockets: ServedSocket[] = [];
    service.app.getHttpServer().on('connection', (socket: Socket) => {
      if (!sockets.includes(socket)) sockets.push(socket);
    });
    return new Observed(service, sockets);
  }

  get server(): Server {
    return this.service.app.getHttpServer();
  }

  /** The service's side of a connection. */
  socketOf(raw: RawRequest): ServedSocket {
    const found = this.sockets.find(({ remotePort }) => remotePort === raw.socket.localPort);
    if (!found) throw new Error('The service knows no such connection.');
    return found;
  }

  /** A stream that lasts, on a connection that has given its parser back. */
  async lasting(body: object = {}, headers: Readonly<Record<string, string>> = {}): Promise<RawRequest> {
    const raw = await RawRequest.send(this.service.port, { ...LASTING, ...body }, headers);
    await until('the connection has no parser', () => this.socketOf(raw).parser === null);
    return raw;
  }
}

const request = (body: object, path = '/v1/chat/completions'): string => {
  const content = JSON.stringify(body);
  const length = Buffer.byteLength(content);
  return `POST ${path} HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n${content}`;
};
const answers = (raw: RawRequest): number => raw.received.split('HTTP/1.1 ').length - 1;
const whole = (raw: RawRequest): number => raw.received.split(LAST_CHUNK).length - 1;
const SHORT = { ...LASTING, max_tokens: 2 };

describe('a stream that lasts', () => {
  it('gives its parser back, ends as ever, and leaves its connection to the next requests', async () => {
    const observed = await Observed.start();
    const raw = await observed.lasting();
    await until('the stream is complete', () => raw.complete);
    expect(raw.body).toContain('[DONE]');
    for (const count of [2, 3]) {
      raw.socket.write(request(SHORT));
      await until('the next one is complete', () => whole(raw) === count);
      expect(observed.socketOf(raw).parser).toBeTruthy();
    }
    raw.socket.write(request({ ...LASTING, max_tokens: 40 }));
    await until('it has none again', () => observed.socketOf(raw).parser === null);
    await until('that one is complete', () => whole(raw) === 4);
    raw.socket.write(request({ ...SHORT, stream: false }));
    await until('a whole answer is there', () => answers(raw) === 5 && raw.received.endsWith('}'));
    raw.close();
    await observed.service.close();
  });

  it('is followed by what its client has sent meanwhile, in pieces', async () => {
    const observed = await Observed.start();
    const raw = await observed.lasting();
    const next = request(SHORT) + request(SHORT);
    raw.socket.write(next.slice(0, 70));
    await until('the piece has come', () => observed.socketOf(raw).bytesRead > 70);
    raw.socket.write(next.slice(70));
    expect(answers(raw)).toBe(1);
    await until('all three are complete', () => whole(raw) === 3);
    expect(answers(raw)).toBe(3);
    raw.close();
    await observed.service.close();
  });

  it('is followed by more than is kept for later', async () => {
    const observed = await Observed.start();
    const raw = await observed.lasting();
    const content = 'Say hi. '.repeat(40_000);
    raw.socket.write(request({ ...SHORT, messages: [{ role: 'user', content }] }));
    await until('both are complete', () => whole(raw) === 2);
    raw.close();
    await observed.service.close();
  });

  it('may fail with a status before it has begun, and leaves its connection', async () => {
    const upstream = await ScriptedUpstream.start();
    upstream.next(pause(600), reply(400, { error: { message: 'No.', type: 'invalid_request_error' } }));
    const observed = await Observed.start({ OPENAI_BASE_URL: upstream.baseUrl, OPENAI_API_KEY: 'sk-test' });
    const raw = await observed.lasting({ model: 'openai/real' });
    await until('the error is there', () => raw.complete);
    expect(raw.head.status).toBe('HTTP/1.1 400 Bad Request');
    raw.socket.write(request({ ...SHORT, stream: false }));
    await until('the next answer is there', () => answers(raw) === 2 && raw.received.endsWith('}'));
    expect(raw.received).toContain('HTTP/1.1 200 OK');
    raw.close();
    await observed.service.close();
    await upstream.stop();
  });

  it('may end with an error, and leaves its connection', async () => {
    const observed = await Observed.start({ BUILTIN_FAULTS: 'on' });
    const raw = await observed.lasting({ metadata: { fault: 'error-after:8' } });
    await until('the stream is complete', () => raw.complete);
    expect(raw.body).toContain('"error"');
    raw.socket.write(request(SHORT));
    await until('the next one is complete', () => whole(raw) === 2);
    raw.close();
    await observed.service.close();
  });

  it('keeps its parser where the next request has come already', async () => {
    const observed = await Observed.start();
    const raw = await RawRequest.send(observed.service.port, LASTING);
    raw.socket.write(request(SHORT));
    await until('both are complete', () => whole(raw) === 2);
    raw.close();
    await observed.service.close();
  });

  it('says what is wrong with the request after it', async () => {
    const observed = await Observed.start();
    const raw = await observed.lasting({ max_tokens: 30 });
    await until('the stream is complete', () => raw.complete);
    raw.socket.write('no such thing\r\n\r\n');
    await until('the connection is closed', () => raw.ended);
    expect(raw.received.slice(raw.received.indexOf(LAST_CHUNK) + LAST_CHUNK.length)).toMatch(
      /^HTTP\/1\.1 400 /,
    );
    await observed.service.close();
  });

  it('ends the connection where the client has asked for it', async () => {
    const observed = await Observed.start();
    const raw = await observed.lasting({ max_tokens: 30 }, { Connection: 'close' });
    await until('the connection is closed', () => raw.ended);
    expect(raw.complete).toBe(true);
    await observed.service.close();
  });
});

describe('the client of a stream that lasts', () => {
  it.each([
    ['leaves', (socket: Socket) => socket.destroy()],
    ['resets its connection', (socket: Socket) => socket.resetAndDestroy()],
    ['closes its side', (socket: Socket) => socket.end()],
  ])('%s, and the generation stops', async (_, leave) => {
    const observed = await Observed.start();
    const raw = await observed.lasting({ max_tokens: 400 });
    leave(raw.socket);
    await until('nothing runs', async () => (await observed.service.activeStreams()) === 0);
    await observed.service.close();
  });

  it('is cut off when it takes nothing any more', async () => {
    const observed = await Observed.start({
      BUILTIN_TOKENS_PER_SECOND: '100',
      SLOW_CLIENT_TIMEOUT: '300ms',
    });
    const messages = [{ role: 'user', content: 'Explain streaming APIs' }];
    const raw = await observed.lasting({ max_tokens: undefined, n: 128, messages });
    raw.socket.pause();
    await until('it is cut off', async () => (await observed.service.activeStreams()) === 0);
    raw.socket.resume();
    await until('the connection is closed', () => raw.ended);
    expect(raw.body).not.toContain('[DONE]');
    await observed.service.close();
  });

  it('may be idle for as long as any other', async () => {
    const observed = await Observed.start({ IDLE_CONNECTION_TIMEOUT: '1s' });
    const raw = await observed.lasting({ max_tokens: 30 });
    await until('the stream is complete', () => raw.complete);
    expect(raw.ended).toBe(false);
    await until('the connection is closed', () => raw.ended);
    await observed.service.close();
  });

  it('may wait for its next answer longer than it may be idle', async () => {
    const observed = await Observed.start({ IDLE_CONNECTION_TIMEOUT: '1s', BUILTIN_FIRST_TOKEN_MS: '2500' });
    const raw = await observed.lasting({ max_tokens: 2 });
    await until('the stream is complete', () => raw.complete);
    raw.socket.write(request(SHORT));
    await until('the next one is complete', () => whole(raw) === 2);
    raw.close();
    await observed.service.close();
  });
});

describe('a server with connections that have no parser', () => {
  it('closes the idle ones of them when it closes, and lets the others end', async () => {
    const observed = await Observed.start();
    const idle = await observed.lasting({ max_tokens: 30 });
    await until('the stream is complete', () => idle.complete);
    const busy = await observed.lasting({ max_tokens: 60 }, { Connection: 'close' });
    const closed = once(observed.server, 'close');
    observed.server.close();
    await until('the idle one is closed', () => idle.ended);
    expect(busy.complete).toBe(false);
    await closed;
    await until('the other one has ended', () => busy.ended);
    expect(busy.complete).toBe(true);
    await observed.service.app.close();
  });

  it('closes all of them when it is told to', async () => {
    const observed = await Observed.start();
    const raw = await observed.lasting({ max_tokens: 400 });
    observed.server.closeAllConnections();
    await until('it is closed', () => raw.ended);
    await observed.service.close();
  });

  it('takes none while there are few', async () => {
    const kept = jest.replaceProperty(ParserRelease, 'KEPT', 2);
    const observed = await Observed.start();
    const both = [0, 1].map(() => RawRequest.send(observed.service.port, LASTING));
    const [first, second] = await Promise.all(both);
    await until('both have begun', () => [first, second].every(({ received }) => received !== ''));
    const third = await observed.lasting({ max_tokens: 30 });
    await until('the third one is complete', () => third.complete);
    for (const raw of [first, second]) expect(observed.socketOf(raw).parser).toBeTruthy();
    for (const raw of [first, second, third]) raw.close();
    await observed.service.close();
    kept.restore();
  });

  it('answers a client that asks for another protocol as if it had not', async () => {
    const observed = await Observed.start();
    const raw = await RawRequest.send(observed.service.port, SHORT, {
      Connection: 'Upgrade',
      Upgrade: 'websocket',
    });
    await until('the stream is complete', () => raw.complete);
    expect(raw.head.status).toBe('HTTP/1.1 200 OK');
    raw.close();
    await observed.service.close();
  });
});
