import { existsSync, readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { SpawnedService } from '../support/spawned-service';
import { until } from '../support/until';

const CROWD = 1_000;
/** The system's own bound on connections that wait to be accepted. */
const BOUND = '/proc/sys/net/core/somaxconn';
const allowsCrowd = existsSync(BOUND) && Number(readFileSync(BOUND, 'utf8')) > CROWD;

const REQUEST = 'GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n';

describe('many connections at once', () => {
  let service: SpawnedService;
  const sockets: Socket[] = [];

  beforeAll(async () => {
    service = await SpawnedService.start();
  });
  afterAll(async () => {
    for (const socket of sockets) socket.destroy();
    await service.stop();
  });

  (allowsCrowd ? it : it.skip)('wait in line while the process is busy, and are all answered', async () => {
    let connected = 0;
    let answered = 0;
    service.signal('SIGSTOP');
    try {
      for (let i = 0; i < CROWD; i++) {
        const socket = connect(Number(new URL(service.url).port), '127.0.0.1', () => {
          connected++;
          socket.write(REQUEST);
        });
        socket.once('data', (answer) => (answered += String(answer).startsWith('HTTP/1.1 200 ') ? 1 : 0));
        socket.on('error', () => undefined);
        sockets.push(socket);
      }
      await until('all are in line', () => connected === CROWD);
    } finally {
      service.signal('SIGCONT');
    }
    await until('all are answered', () => answered === CROWD);
  });
});
