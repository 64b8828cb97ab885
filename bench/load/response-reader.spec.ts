import fc from 'fast-check';
import { ResponseReader } from './response-reader';

interface Read {
  readonly body: string;
  readonly complete: boolean;
  readonly reader: ResponseReader;
}

/** Feeds a response in pieces of these lengths, over and over. */
function read(response: string, lengths: readonly number[]): Read {
  let body = '';
  const reader = new ResponseReader((bytes, from, to) => (body += bytes.toString('latin1', from, to)));
  let complete = false;
  for (let at = 0, i = 0; at < response.length; i++) {
    const piece = response.slice(at, at + lengths[i % lengths.length]);
    at += piece.length;
    complete = reader.push(Buffer.from(piece, 'latin1'), piece.length);
    if (complete && at < response.length) throw new Error('ended early');
  }
  return { body, complete, reader };
}

const CHUNKED =
  'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n1A\r\n, abcdefghijklmnopqrstuvwx\r\n0\r\n\r\n';
const WITH_LENGTH = 'HTTP/1.1 400 Bad Request\r\ncontent-length: 5\r\nConnection: close\r\n\r\nsorry';

describe(ResponseReader.name, () => {
  const splits = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1 });

  it('reads a body in chunks, however it is cut', () => {
    fc.assert(
      fc.property(splits, (lengths) => {
        expect(read(CHUNKED, lengths)).toMatchObject({
          body: 'hello, abcdefghijklmnopqrstuvwx',
          complete: true,
        });
      }),
    );
  });

  it('reads a body with a length, however it is cut', () => {
    fc.assert(
      fc.property(splits, (lengths) => {
        const { body, complete, reader } = read(WITH_LENGTH, lengths);
        expect({ body, complete }).toEqual({ body: 'sorry', complete: true });
        expect(reader).toMatchObject({ status: 400, closes: true });
      }),
    );
  });

  it('takes a body of no length for complete', () => {
    expect(read('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n', [100])).toMatchObject({
      body: '',
      complete: true,
    });
  });

  it('reads one response after another', () => {
    const { reader } = read(CHUNKED, [1_000]);
    reader.reset();
    expect(reader.push(Buffer.from(WITH_LENGTH), WITH_LENGTH.length)).toBe(true);
    expect(reader.status).toBe(400);
  });

  it('is not complete while anything is missing', () => {
    expect(read(CHUNKED.slice(0, -2), [1_000]).complete).toBe(false);
    expect(read(WITH_LENGTH.slice(0, -1), [1_000]).complete).toBe(false);
  });
});
