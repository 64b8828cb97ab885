import { PieceJoiner } from './piece-joiner';

describe(PieceJoiner.name, () => {
  const setUp = () => {
    const taken: string[] = [];
    return { taken, joiner: new PieceJoiner({ take: (bytes) => void taken.push(bytes.toString()) }) };
  };

  it('hands the pieces of one turn over together', async () => {
    const { taken, joiner } = setUp();
    for (const piece of ['data: ', 'ü', ' and so on']) joiner.push(Buffer.from(piece));
    expect(taken).toEqual([]);
    await Promise.resolve();
    expect(taken).toEqual(['data: ü and so on']);
    joiner.push(Buffer.from('next'));
    await Promise.resolve();
    expect(taken).toEqual(['data: ü and so on', 'next']);
  });

  it('hands them over at once when told to, and only once', async () => {
    const { taken, joiner } = setUp();
    joiner.push(Buffer.from('a'));
    joiner.push(Buffer.from('b'));
    joiner.flush();
    expect(taken).toEqual(['ab']);
    await Promise.resolve();
    expect(taken).toEqual(['ab']);
  });

  it('joins what is more than a read', async () => {
    const { taken, joiner } = setUp();
    const half = 'x'.repeat(50_000);
    joiner.push(Buffer.from(half));
    joiner.push(Buffer.from(half));
    await Promise.resolve();
    expect(taken).toEqual([half + half]);
  });

  it('hands nothing over that was dropped', async () => {
    const { taken, joiner } = setUp();
    joiner.push(Buffer.from('a'));
    joiner.drop();
    await Promise.resolve();
    expect(taken).toEqual([]);
  });
});
