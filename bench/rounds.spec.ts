import { cpuPer, over, rateOf, type Rounds } from './rounds';

const round = (cpuSeconds: number, answers: number) => ({
  cpuSeconds,
  answers,
  events: answers * 4,
  seconds: 2,
});
const rounds = [round(2, 1_000), round(1, 2_000), round(3, 3_000)] as unknown as Rounds;

describe('several rounds', () => {
  it('count by the one that the machine disturbed least: least CPU, highest rate', () => {
    expect([cpuPer(rounds, 'answers'), cpuPer(rounds, 'events')]).toEqual([500, 125]);
    expect([rateOf(rounds, 'answers'), rateOf(rounds, 'events')]).toEqual([1_500, 6_000]);
  });

  it('count by their median in everything else', () => {
    expect(over(rounds, ({ answers }) => answers)).toBe(2_000);
  });
});
