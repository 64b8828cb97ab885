import { connect } from 'node:net';
import { SpawnedService } from '../support/spawned-service';
import { until } from '../support/until';

const LIMIT = 16_384;

describe('a body over its limit', () => {
  let service: SpawnedService;

  beforeAll(async () => {
    service = await SpawnedService.start({ BODY_LIMIT: '16kb' });
  });
  afterAll(() => service.stop());

  it('is refused while it is being sent, and the connection serves the next request', async () => {
    const socket = connect(Number(new URL(service.url).port), '127.0.0.1');
    let received = '';
    let failure: Error | undefined;
    socket.setEncoding('utf8').on('data', (text: string) => (received += text));
    socket.on('error', (error) => (failure = error));
    const length = LIMIT * 4;
    socket.write(
      'POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n' +
        `Content-Length: ${length}\r\n\r\n${'a'.repeat(LIMIT)}`,
    );
    await until('the refusal is here', () => received.includes('request_too_large'));
    expect(received).toMatch(/^HTTP\/1\.1 413 /);

    // A proxy goes on sending what it has been given, and reads only then.
    socket.write('a'.repeat(length - LIMIT));
    socket.write('GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await until('the next answer is here', () => received.includes('"status":"ok"') || failure !== undefined);
    expect(failure).toBeUndefined();
    socket.destroy();
  });

  it('closes the connection where too much would have to be read', async () => {
    const socket = connect(Number(new URL(service.url).port), '127.0.0.1');
    let received = '';
    let closed = false;
    socket.setEncoding('utf8').on('data', (text: string) => (received += text));
    socket.on('close', () => (closed = true));
    socket.write(
      `POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${LIMIT * 1_000}\r\n\r\n`,
    );
    await until('the connection is closed', () => closed);
    expect(received).toMatch(/^HTTP\/1\.1 413 [\s\S]*^Connection: close\r$/m);
  });
});
