import { CountBodyPipe } from './count-body.pipe';
import { countInputTokens } from './count-input-tokens';

const count = (content: unknown, more: object = {}): number =>
  countInputTokens(new CountBodyPipe().transform({ messages: [{ role: 'user', content }], ...more }));
const EMPTY = count('');

describe(countInputTokens.name, () => {
  it('counts four bytes of text as a token, wherever the text is', () => {
    const text = 'é'.repeat(100);
    expect(count(text) - EMPTY).toBe(50);
    expect(count([{ type: 'text', text }]) - EMPTY).toBe(50);
    expect(count('', { system: text }) - EMPTY).toBe(50 + EMPTY);
    expect(count([{ type: 'tool_result', tool_use_id: 't', content: text }]) - EMPTY).toBe(50);
  });

  it('counts tools and calls by their JSON', () => {
    const description = 'x'.repeat(400);
    const tools = [{ name: 'f', description, input_schema: { type: 'object' } }];
    expect(count('', { tools }) - EMPTY).toBeGreaterThan(100);
    const call = { type: 'tool_use', id: 't', name: 'f', input: { description } };
    const messages = [{ role: 'assistant', content: [call] }];
    expect(count('', { messages }) - EMPTY).toBeGreaterThan(100);
  });

  it('does not take an image or a document for text', () => {
    const data = 'A'.repeat(64_000);
    const image = { type: 'image', source: { type: 'base64', media_type: 'image/png', data } };
    const document = { type: 'document', source: { type: 'base64', media_type: 'application/pdf', data } };
    expect(count([image]) - EMPTY).toBe(1_600);
    expect(count([document]) - EMPTY).toBe(1_000);
  });
});
