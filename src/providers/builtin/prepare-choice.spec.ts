import type { GenerationRequest } from '../../generation/generation-request';
import { Handbook } from './handbook';
import { prepareChoice } from './prepare-choice';
import { countTokens } from './tokenizer';

const handbook = new Handbook();
const prepare = (content: string, more: Partial<GenerationRequest> = {}) =>
  prepareChoice(
    {
      model: 'builtin',
      messages: [{ role: 'user', content }],
      choices: 1,
      stop: [],
      parameters: {},
      ...more,
    },
    0,
    handbook,
  );
/** An answer that is one stretch of text. */
const ask = (content: string, more: Partial<GenerationRequest> = {}) => {
  const { segments, reason } = prepare(content, more);
  expect(segments).toHaveLength(1);
  return { ...segments[0], reason };
};

const INSIDE = [
  'Explain streaming APIs',
  'SSE or WebSocket?',
  'What is back-pressure and why does it matter?',
  'How many tokens per second can people read?',
  'How should I handle errors in the middle of a stream?',
  'rate limits',
  'How do I cache LLM answers?',
  'Deploy behind nginx',
  'Kubernetes readiness probes for streaming',
  'How do I test a streaming client?',
  'How is this service configured?',
  'retry with exponential backoff',
];
const OUTSIDE = [
  'Write a poem about the sea',
  'Wie backe ich ein Sauerteigbrot?',
  '请写一首关于春天的诗',
  'def f(x): return x +',
  'banana',
  '😀',
  '?',
];

describe(prepareChoice.name, () => {
  it.each([...INSIDE, ...OUTSIDE])('answers %j at length, in Markdown', (prompt) => {
    const { text, reason, ends } = ask(prompt);
    expect(text.length).toBeGreaterThan(1_375);
    expect(text).toMatch(/^#{2,3} /m);
    expect([reason, ends.at(-1)]).toEqual(['stop', text.length]);
  });

  it.each(OUTSIDE)('says of %j that it is the offline generator, and how to connect a model', (prompt) => {
    const { text } = ask(prompt);
    expect(text).toMatch(/offline/);
    expect(text).toContain('OPENAI_API_KEY');
  });

  it('gives different prompts clearly different texts', () => {
    const texts = [...INSIDE, ...OUTSIDE].map((prompt) => ask(prompt).text);
    const lines = texts.map((text) => new Set(text.split('\n').filter((line) => line.length > 40)));
    for (let i = 0; i < lines.length; i++) {
      for (let j = 0; j < i; j++) {
        const shared = [...lines[i]].filter((line) => lines[j].has(line)).length;
        expect(shared / Math.min(lines[i].size, lines[j].size)).toBeLessThan(0.8);
      }
    }
  });

  it('is the same for the same seed, and varies with it and with the temperature', () => {
    const prompt = 'Write a poem about the sea';
    expect(ask(prompt, { seed: 1 }).text).toBe(ask(prompt, { seed: 1 }).text);
    const variants = new Set(Array.from({ length: 8 }, (_, seed) => ask(prompt, { seed }).text));
    expect(variants.size).toBeGreaterThan(3);
    const cold = new Set(Array.from({ length: 8 }, (_, seed) => ask(prompt, { seed, temperature: 0 }).text));
    expect(cold.size).toBe(1);
  });

  it('stops at a text and at a number of tokens', () => {
    const whole = ask('Explain streaming APIs');
    const stopped = ask('Explain streaming APIs', { stop: ['zzz', 'question'] });
    expect(stopped.text).toBe(whole.text.slice(0, whole.text.indexOf('question')));
    const cut = ask('Explain streaming APIs', { maxTokens: 5 });
    expect([cut.reason, cut.ends.length]).toEqual(['length', 5]);
    expect(countTokens(whole.text)).toBe(whole.ends.length);
  });

  it('understands a last turn in its context', () => {
    const messages = [
      { role: 'user' as const, content: 'How do I deploy a streaming API?' },
      { role: 'assistant' as const, content: 'Behind a proxy.' },
      { role: 'user' as const, content: 'and in nginx?' },
    ];
    expect(ask('', { messages }).text).toMatch(/proxy_buffering|nginx/);
  });
});

describe(Handbook.name, () => {
  it('has at least 40 sections of substance', () => {
    expect(handbook.sections.length).toBeGreaterThanOrEqual(40);
    for (const { title, blocks } of handbook.sections) {
      const words = blocks
        .map(({ text }) => text)
        .join(' ')
        .split(/\s+/).length;
      expect([title, words > 60]).toEqual([title, true]);
    }
  });
});
