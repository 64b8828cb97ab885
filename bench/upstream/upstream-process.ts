import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { DueQueue } from './due-queue';
import { plainAnswer, type StreamPieces, streamPieces } from './stream-pieces';
import type { UpstreamMessage, UpstreamOrder, UpstreamPace } from './upstream-pace';

/**
 * A paced upstream in a process of its own, that speaks chat-completion chunks over plain sockets: cheaper
 * than Node's own server, so that the machine is left to what is measured.
 */
interface Stream {
  readonly socket: Socket;
  readonly pieces: StreamPieces;
  readonly intervalMs: number;
  due: number;
  next: number;
}

const BACKLOG = 16_384;
const HEAD_END = '\r\n\r\n';
const PLAIN = plainAnswer();

let pace: UpstreamPace = { chunks: 64, intervalMs: 0, firstTokenMs: 0 };
let pieces = streamPieces(pace);
// Within a queue all wait equally long, so each is in order by itself.
const first = new DueQueue<Stream>();
const later = new DueQueue<Stream>();
let timer: NodeJS.Timeout | undefined;
let armedFor = Infinity;

function sweep(): void {
  timer = undefined;
  armedFor = Infinity;
  const now = performance.now();
  for (const queue of [first, later]) {
    for (let stream = queue.take(now); stream; stream = queue.take(now)) step(stream);
  }
  arm();
}

function arm(): void {
  const due = Math.min(first.nextDue ?? Infinity, later.nextDue ?? Infinity);
  if (due === Infinity || due >= armedFor) return;
  clearTimeout(timer);
  armedFor = due;
  timer = setTimeout(sweep, Math.max(1, due - performance.now()));
}

function step(stream: Stream): void {
  if (stream.socket.destroyed) return;
  stream.socket.write(stream.pieces.events[stream.next++]);
  if (stream.next === stream.pieces.events.length) return;
  stream.due += stream.intervalMs;
  later.push(stream);
}

function answer(socket: Socket, streaming: boolean): void {
  if (!streaming) {
    socket.write(PLAIN);
  } else if (pace.intervalMs === 0) {
    socket.write(pieces.whole);
  } else {
    socket.write(pieces.head);
    first.push({
      socket,
      pieces,
      intervalMs: pace.intervalMs,
      due: performance.now() + pace.firstTokenMs,
      next: 0,
    });
    arm();
  }
}

const server = createServer({ noDelay: true }, (socket) => {
  let received = '';
  socket.on('error', () => undefined);
  socket.setEncoding('latin1').on('data', (text: string) => {
    received += text;
    const headEnd = received.indexOf(HEAD_END);
    if (headEnd === -1) return;
    const length = Number(/\r\ncontent-length: *(\d+)/i.exec(received.slice(0, headEnd))?.[1] ?? 0);
    const end = headEnd + HEAD_END.length + length;
    if (received.length < end) return;
    const body = received.slice(headEnd, end);
    received = received.slice(end);
    answer(socket, /"stream": ?true/.test(body));
  });
});

const tell = (message: UpstreamMessage): void => void process.send?.(message);

process.on('message', (order: UpstreamOrder) => {
  if (order.kind === 'usage') {
    const { user, system } = process.cpuUsage();
    tell({ kind: 'usage', cpuSeconds: (user + system) / 1e6 });
    return;
  }
  // Streams of the old pace would be out of order among those of the new one.
  for (const queue of [first, later]) {
    for (let stream = queue.take(Infinity); stream; stream = queue.take(Infinity)) stream.socket.destroy();
  }
  pace = order.pace;
  pieces = streamPieces(pace);
  tell({ kind: 'paced' });
});
process.on('disconnect', () => process.exit());
server.listen({ port: 0, host: '127.0.0.1', backlog: BACKLOG }, () => {
  tell({ kind: 'ready', port: (server.address() as AddressInfo).port });
});
