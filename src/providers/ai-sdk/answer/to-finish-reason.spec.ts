import type { LanguageModelV4FinishReason } from '@ai-sdk/provider';
import { toFinishReason } from './to-finish-reason';

const reason = (unified: string, raw?: string) =>
  toFinishReason({ unified, raw } as LanguageModelV4FinishReason);

describe(toFinishReason.name, () => {
  it.each([
    ['stop', 'end_turn', 'stop'],
    ['stop', undefined, 'stop'],
    ['length', 'max_tokens', 'length'],
    ['tool-calls', 'tool_use', 'tool_calls'],
    ['content-filter', 'SAFETY', 'content_filter'],
    ['other', 'model_context_window_exceeded', 'length'],
    ['other', 'LANGUAGE', 'content_filter'],
    ['other', 'eos', 'stop'],
    ['other', 'toString', 'stop'],
  ])('calls %s of %s %s', (unified, raw, expected) => {
    expect(reason(unified, raw)).toBe(expected);
  });

  it.each(['other', 'error', 'interrupted', 'unknown'])('takes %s without a reason for no end', (unified) => {
    expect(() => reason(unified)).toThrow(
      expect.objectContaining({ code: 'upstream_invalid_response' }) as Error,
    );
  });

  it.each([
    ['error', 'MALFORMED_FUNCTION_CALL'],
    ['error', 'something new'],
    ['other', 'malformed_tool_use'],
    ['other', 'OTHER'],
  ])('takes %s of %s for a failure', (unified, raw) => {
    expect(() => reason(unified, raw)).toThrow(expect.objectContaining({ code: 'upstream_failed' }) as Error);
  });
});
