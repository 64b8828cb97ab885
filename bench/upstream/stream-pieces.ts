import type { UpstreamPace } from './upstream-pace';

// As real models' tokens are: of different lengths, some with escapes, some outside of ASCII.
// prettier-ignore
const TOKENS = [
  'Streaming', ' sends', ' each', ' token', ' as', ' soon', ' as', ' it', ' is', ' there', ',', ' so', ' a',
  ' reader', ' sees', ' the', ' first', ' words', ' early', '.', '\n\n', 'A', ' "', 'delta', '"', ' carries',
  ' one', ' piece', ' –', ' never', ' half', ' a', ' character', '.', '\n', '1', '.', ' **', 'Back', '-pressure',
  '**', ':', ' the', ' source', ' waits', ' for', ' a', ' slow', ' client', '.',
];

const HEAD =
  'HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-cache\r\nTransfer-Encoding: chunked\r\n\r\n';

/** A stream as it goes over the wire, ready to be written piece by piece. */
export interface StreamPieces {
  readonly head: Buffer;
  /** One for each event with content. The role goes with the first, the finish and the end with the last. */
  readonly events: readonly Buffer[];
  /** All of it in one. */
  readonly whole: Buffer;
}

/** The pieces of a stream of so many events. */
export function streamPieces({ chunks }: UpstreamPace): StreamPieces {
  const events = Array.from({ length: chunks }, (_, i) => {
    const first = i === 0 ? event({ role: 'assistant', content: '' }) : '';
    const last = i === chunks - 1 ? event({}, 'stop') + framed('data: [DONE]\n\n') + '0\r\n\r\n' : '';
    return Buffer.from(first + event({ content: TOKENS[i % TOKENS.length] }) + last);
  });
  const head = Buffer.from(HEAD);
  return { head, events, whole: Buffer.concat([head, ...events]) };
}

/** The same answer to a client that does not stream. */
export function plainAnswer(): Buffer {
  const body = JSON.stringify({
    id: 'chatcmpl-bench0000000000000000',
    object: 'chat.completion',
    created: 1_760_000_000,
    model: 'bench',
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: TOKENS.join(''), refusal: null },
        logprobs: null,
        finish_reason: 'stop',
      },
    ],
    usage: { prompt_tokens: 9, completion_tokens: TOKENS.length, total_tokens: 9 + TOKENS.length },
  });
  const length = Buffer.byteLength(body);
  return Buffer.from(
    `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n${body}`,
  );
}

const event = (delta: object, reason: string | null = null): string =>
  framed(
    `data: ${JSON.stringify({
      id: 'chatcmpl-bench0000000000000000',
      object: 'chat.completion.chunk',
      created: 1_760_000_000,
      model: 'bench',
      system_fingerprint: null,
      choices: [{ index: 0, delta, logprobs: null, finish_reason: reason }],
    })}\n\n`,
  );

/** As real servers send it: a chunk of the transfer for each event. */
const framed = (text: string): string => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;
