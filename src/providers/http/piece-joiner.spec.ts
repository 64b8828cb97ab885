import { EventEmitter } from 'node:events';
import { PieceJoiner } from './piece-joiner';
import { announceRead } from './read-turn';

describe(PieceJoiner.name, () => {
  const setUp = () => {
    const taken: string[] = [];
    return { taken, joiner: new PieceJoiner({ take: (bytes) => void taken.push(bytes.toString()) }) };
  };
  /** A read of which a parser makes these pieces. */
  const read = (parse: () => void): void => announceRead(new EventEmitter().on('readable', parse));

  it('hands the pieces of a read over together, at its end', async () => {
    const { taken, joiner } = setUp();
    read(() => {
      for (const piece of ['data: ', 'ü', ' and so on']) joiner.push(Buffer.from(piece));
      expect(taken).toEqual([]);
    });
    expect(taken).toEqual(['data: ü and so on']);
    read(() => joiner.push(Buffer.from('next')));
    expect(taken).toEqual(['data: ü and so on', 'next']);
    await Promise.resolve();
    expect(taken).toHaveLength(2);
  });

  it('hands the pieces of one turn over together where they come from no read', async () => {
    const { taken, joiner } = setUp();
    for (const piece of ['data: ', 'ü', ' and so on']) joiner.push(Buffer.from(piece));
    expect(taken).toEqual([]);
    await Promise.resolve();
    expect(taken).toEqual(['data: ü and so on']);
    joiner.push(Buffer.from('next'));
    await Promise.resolve();
    expect(taken).toEqual(['data: ü and so on', 'next']);
  });

  it('forgets no other whose connection was resumed during a read', () => {
    const one = setUp();
    const other = setUp();
    read(() => {
      one.joiner.push(Buffer.from('a'));
      other.joiner.push(Buffer.from('b'));
      one.joiner.push(Buffer.from('c'));
    });
    expect(one.taken.join('')).toBe('ac');
    expect(other.taken).toEqual(['b']);
  });

  it('hands over what was read by a parser that fails', () => {
    const { taken, joiner } = setUp();
    const failing = (): void => {
      joiner.push(Buffer.from('a'));
      throw new Error('no HTTP');
    };
    expect(() => read(failing)).toThrow('no HTTP');
    expect(taken).toEqual(['a']);
  });

  it('hands them over at once when told to, and only once', () => {
    const { taken, joiner } = setUp();
    read(() => {
      joiner.push(Buffer.from('a'));
      joiner.push(Buffer.from('b'));
      joiner.flush();
      expect(taken).toEqual(['ab']);
    });
    expect(taken).toEqual(['ab']);
  });

  it('joins what is more than a read', () => {
    const { taken, joiner } = setUp();
    const half = 'x'.repeat(50_000);
    read(() => {
      joiner.push(Buffer.from(half));
      joiner.push(Buffer.from(half));
    });
    expect(taken).toEqual([half + half]);
  });

  it('hands nothing over that was dropped', () => {
    const { taken, joiner } = setUp();
    read(() => {
      joiner.push(Buffer.from('a'));
      joiner.drop();
    });
    expect(taken).toEqual([]);
  });
});
