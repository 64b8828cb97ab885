import { PieceJoiner } from './piece-joiner';

/** A piece in the middle of what was read. */
const inside = (text: string): Buffer => Buffer.from(`${text}\r\n5\r\n`).subarray(0, Buffer.byteLength(text));
/** The last piece of what was read: nothing but the end of its chunk stands behind it. */
const last = (text: string): Buffer => {
  const read = new Uint8Array(Buffer.from(`5\r\n${text}\r\n`));
  return Buffer.from(read.buffer, 3, read.length - 5);
};

describe(PieceJoiner.name, () => {
  const setUp = () => {
    const taken: string[] = [];
    return { taken, joiner: new PieceJoiner({ take: (bytes) => void taken.push(bytes.toString()) }) };
  };

  it('hands the pieces of one turn over together', async () => {
    const { taken, joiner } = setUp();
    for (const piece of ['data: ', 'ü', ' and so on']) joiner.push(inside(piece));
    expect(taken).toEqual([]);
    await Promise.resolve();
    expect(taken).toEqual(['data: ü and so on']);
    joiner.push(inside('next'));
    await Promise.resolve();
    expect(taken).toEqual(['data: ü and so on', 'next']);
  });

  it('hands the pieces of a read over with the last of them', async () => {
    const { taken, joiner } = setUp();
    joiner.push(last('alone'));
    expect(taken).toEqual(['alone']);
    joiner.push(inside('one'));
    joiner.push(last('two'));
    expect(taken).toEqual(['alone', 'onetwo']);
    await Promise.resolve();
    expect(taken).toEqual(['alone', 'onetwo']);
  });

  it('hands them over at once when told to, and only once', async () => {
    const { taken, joiner } = setUp();
    joiner.push(inside('a'));
    joiner.push(inside('b'));
    joiner.flush();
    expect(taken).toEqual(['ab']);
    await Promise.resolve();
    expect(taken).toEqual(['ab']);
  });

  it('joins what is more than a read', async () => {
    const { taken, joiner } = setUp();
    const half = 'x'.repeat(50_000);
    joiner.push(inside(half));
    joiner.push(inside(half));
    await Promise.resolve();
    expect(taken).toEqual([half + half]);
  });

  it('hands nothing over that was dropped', async () => {
    const { taken, joiner } = setUp();
    joiner.push(inside('a'));
    joiner.drop();
    await Promise.resolve();
    expect(taken).toEqual([]);
  });
});
