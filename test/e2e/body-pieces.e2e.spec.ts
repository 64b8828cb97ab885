import { once } from 'node:events';
import { connect } from 'node:net';
import { StartedApplication } from '../support/started-application';

const BODY = Buffer.from(JSON.stringify({ prompt: 'Ünïcode – 日本 😀', stream: true, max_tokens: 1 }));

afterAll(() => StartedApplication.closeAll());

describe('a body', () => {
  it('is read in whatever pieces it comes', async () => {
    const { url } = await StartedApplication.start();
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
      .setNoDelay(true)
      .setEncoding('utf8');
    await once(socket, 'connect');
    let received = '';
    socket.on('data', (text: string) => (received += text));
    socket.write(
      `POST /v1/chat/completions HTTP/1.1\r\nHost: test\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${BODY.length}\r\n\r\n`,
    );
    for (const byte of BODY) {
      socket.write(Buffer.of(byte));
      await new Promise(setImmediate);
    }
    await once(socket, 'end');
    expect(received).toMatch(/^HTTP\/1\.1 200 [\s\S]*data: \[DONE\]/);
  });

  it('may begin with a byte order mark, plain or chunked', async () => {
    const service = await StartedApplication.start();
    const marked = Buffer.concat([Buffer.from('\ufeff'), BODY]);
    for (const body of [marked, new Blob([marked]).stream()]) {
      const response = await fetch(`${service.url}/v1/chat/completions`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body,
        duplex: 'half',
      });
      expect([response.status, (await response.text()).endsWith('data: [DONE]\n\n')]).toEqual([200, true]);
    }
  });
});
