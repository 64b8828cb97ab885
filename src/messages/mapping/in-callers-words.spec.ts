import { GenerationError } from '../../generation/generation-error';
import { MessageBodyPipe } from '../message-body.pipe';
import { inCallersWords } from './in-callers-words';

const text = (words: string) => ({ type: 'text', text: words });
const IMAGE = { type: 'image', source: { type: 'url', url: 'https://x/y.png' } };
const DTO = new MessageBodyPipe().transform({
  max_tokens: 5,
  system: 'Be brief.',
  thinking: { type: 'disabled' },
  messages: [
    { role: 'user', content: 'Hi' },
    {
      role: 'assistant',
      content: [text('a'), { type: 'tool_use', id: 't', name: 'f', input: {} }, text('b')],
    },
    {
      role: 'user',
      content: [{ type: 'tool_result', tool_use_id: 't', content: [IMAGE] }, text('c'), IMAGE],
    },
  ],
});
const said = (param: string, message: string): unknown[] => {
  const told = inCallersWords(new GenerationError('unsupported_value', message, { param }), DTO);
  return told instanceof GenerationError ? [told.param, told.message] : [];
};

describe(inCallersWords.name, () => {
  it.each([
    ['messages[0].content', 'system'],
    ['messages[1].content', 'messages[0]'],
    ['messages[2].content[1]', 'messages[1].content[2]'],
    ['messages[2].tool_calls[0].function.arguments', 'messages[1].content[1]'],
    ['messages[3].content', 'messages[2].content[0]'],
    ['messages[4].content[1].image_url.url', 'messages[2].content[0].content[0]'],
    ['messages[4].content[3]', 'messages[2].content[2]'],
    ['messages.[4].content.[2]', 'messages[2].content[1]'],
    ['messages[99].content', 'messages'],
    ['stop', 'stop_sequences'],
    ['reasoning_effort', 'thinking'],
    ['parallel_tool_calls', 'tool_choice.disable_parallel_tool_use'],
    ['temperature', 'temperature'],
  ])('calls %s %s', (param, expected) => {
    expect(said(param, `Invalid value for '${param}': no.`)).toEqual([
      expected,
      `Invalid value for '${expected}': no.`,
    ]);
  });

  it('names kinds of content as the caller does, and leaves other words alone', () => {
    expect(said('messages[4].content[3]', "Not content of type 'image_url', nor 'stop' or 'user'.")).toEqual([
      'messages[2].content[2]',
      "Not content of type 'image', nor 'stop' or 'user'.",
    ]);
  });

  it('leaves failures that are not the request’s as they are', () => {
    const failure = new GenerationError('upstream_failed', "The model's server failed.");
    expect(inCallersWords(failure, DTO)).toBe(failure);
  });
});
