import { crc32 } from 'node:zlib';

const STRING = 7;

/** One event of a Bedrock answer as a frame of `application/vnd.amazon.eventstream`. */
export function bedrockFrame(eventType: string, payload: object): Buffer {
  const headers = Buffer.concat([
    header(':event-type', eventType),
    header(':content-type', 'application/json'),
    header(':message-type', 'event'),
  ]);
  const body = Buffer.from(JSON.stringify(payload));
  // Total length, headers' length and their checksum; headers and body; the checksum of all of it.
  const prelude = checked(numbers(12 + headers.length + body.length + 4, headers.length));
  return checked(Buffer.concat([prelude, headers, body]));
}

function header(name: string, value: string): Buffer {
  const length = Buffer.from([STRING, value.length >> 8, value.length & 0xff]);
  return Buffer.concat([Buffer.from([name.length]), Buffer.from(name), length, Buffer.from(value)]);
}

const numbers = (...values: number[]): Buffer =>
  Buffer.concat(
    values.map((value) => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(value);
      return bytes;
    }),
  );

const checked = (bytes: Buffer): Buffer => Buffer.concat([bytes, numbers(crc32(bytes))]);
