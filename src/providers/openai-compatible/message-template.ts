import { type ByteText, decodeBytes } from '../../generation/byte-text';
import type { StreamMarks } from './stream-marks';
import type { WireChunk } from './wire-chunk';

/** Of another stream than any real one, with characters of its own. */
const PROBES: StreamMarks = { id: 'probe-0123456789', created: '1234567890' };

/**
 * A message with gaps where the marks of its stream were, so that the same message of another stream can be
 * recognised, or foreseen.
 */
export class MessageTemplate {
  private constructor(
    private readonly start: string,
    private readonly middle: string,
    private readonly end: string,
    /** Whether the first gap is the id's. */
    private readonly idFirst: boolean,
  ) {}

  /**
   * The template of a message, where one can be made. That its gaps are the chunk's `id` and `created`, and
   * nothing else of it, gets proved: filled with other marks it must parse to the same chunk with those.
   * @param message its data
   * @param chunk what it parsed to
   */
  static of(message: ByteText, { id, created }: StreamMarks, chunk: WireChunk): MessageTemplate | undefined {
    // A copy: a part of a text keeps all of it in memory, and this is kept for long.
    const json = Buffer.from(message, 'latin1').toString('latin1');
    const idAt = json.indexOf(`"${id}"`) + 1;
    const createdAt = json.search(new RegExp(`\\b${created}\\b(?=[,}])`));
    if (idAt === 0 || createdAt === -1) return undefined;
    const idFirst = idAt < createdAt;
    const gaps = [
      [idAt, idAt + id.length],
      [createdAt, createdAt + created.length],
    ];
    const [first, second] = idFirst ? gaps : gaps.reverse();
    const template = new MessageTemplate(
      json.slice(0, first[0]),
      json.slice(first[1], second[0]),
      json.slice(second[1]),
      idFirst,
    );
    const expected = JSON.stringify({ ...chunk, id: PROBES.id, created: Number(PROBES.created) });
    return JSON.stringify(parsed(decodeBytes(template.filled(PROBES)))) === expected ? template : undefined;
  }

  /** Whether a message is this one, in a stream with these marks. */
  matches(json: ByteText, marks: StreamMarks): boolean {
    const { start, middle, end } = this;
    const length = start.length + middle.length + end.length + marks.id.length + marks.created.length;
    return json.length === length && json === this.filled(marks);
  }

  /** The message as a stream with these marks would have it. */
  filled({ id, created }: StreamMarks): ByteText {
    const { start, middle, end } = this;
    const filled = this.idFirst ? start + id + middle + created + end : start + created + middle + id + end;
    return filled as ByteText;
  }
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
