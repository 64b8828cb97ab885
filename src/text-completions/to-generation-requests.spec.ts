import { TextCompletionDto } from './dto/text-completion.dto';
import { toGenerationRequests } from './to-generation-requests';

const mapped = (body: object) =>
  toGenerationRequests(Object.assign(new TextCompletionDto(), body), 'default');

describe(toGenerationRequests.name, () => {
  it('makes a request of each prompt, with all else in common', () => {
    const [one, two, ...more] = mapped({ prompt: ['a', 'b'], model: 'm', n: 3, stop: '.', max_tokens: 5 });
    expect(more).toEqual([]);
    expect(one).toMatchObject({ model: 'm', choices: 3, stop: ['.'], maxTokens: 5 });
    expect(one.messages).toEqual([{ role: 'user', content: 'a' }]);
    expect(two).toEqual({ ...one, messages: [{ role: 'user', content: 'b' }] });
  });

  it('leaves the bound on tokens to the model where none is given', () => {
    expect(mapped({ prompt: 'a' })).toMatchObject([{ model: 'default', choices: 1, maxTokens: undefined }]);
  });

  it.each([
    [0, { logprobs: true }],
    [3, { logprobs: true, top_logprobs: 3 }],
    [null, {}],
  ])('asks for log probabilities as chat completions do: %p', (logprobs, parameters) => {
    expect(mapped({ prompt: 'a', logprobs })[0].parameters).toEqual(parameters);
  });

  it('passes on what it does not know, and nothing that concerns the wire', () => {
    const [{ parameters }] = mapped({
      ...{ prompt: 'a', echo: true, stream: true, stream_options: {}, best_of: 1, suffix: '' },
      ...{ user: 'u', top_k: 5, logit_bias: null },
    });
    expect(parameters).toEqual({ user: 'u', top_k: 5 });
  });
});
