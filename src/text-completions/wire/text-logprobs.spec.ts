import type { TokenLogprob } from '../../generation/stream-event';
import { textLength, toTextLogprobs } from './text-logprobs';

const token = (text: string, logprob: number, more: Partial<TokenLogprob> = {}): TokenLogprob => ({
  token: text,
  logprob,
  bytes: [...Buffer.from(text)],
  ...more,
});

describe(toTextLogprobs.name, () => {
  it('makes four lists with an item for each token', () => {
    const tokens = [
      token('Hello', -0.1, { top_logprobs: [token('Hello', -0.1), token('Hi', -2)] }),
      token(' world', -0.2, { top_logprobs: [token(' there', -1)] }),
    ];
    expect(toTextLogprobs(tokens, 10)).toEqual({
      tokens: ['Hello', ' world'],
      token_logprobs: [-0.1, -0.2],
      top_logprobs: [
        { Hello: -0.1, Hi: -2 },
        { ' there': -1, ' world': -0.2 },
      ],
      text_offset: [10, 15],
    });
  });

  it('counts a character once, however many tokens or UTF-16 units it has', () => {
    const [a, b] = [
      [0xf0, 0x9f],
      [0x98, 0x80],
    ];
    const tokens = [
      token('\\xf0\\x9f', -1, { bytes: a }),
      token('\\x98\\x80', -1, { bytes: b }),
      token('😀', -1, { bytes: null }),
      token('!', -1),
    ];
    expect(toTextLogprobs(tokens, 0).text_offset).toEqual([0, 1, 1, 2]);
    expect(textLength(tokens)).toBe(3);
  });
});
