import type { LanguageModelV4, LanguageModelV4CallOptions } from '@ai-sdk/provider';
import type { GenerationError } from '../../../generation/generation-error';
import type { CallFetch } from '../upstream/call-fetch';
import { refusalOf } from './refusal-of';

/** Options that every model takes; whatever else is set may be refused. */
const ALWAYS_TAKEN: ReadonlySet<string> = new Set(['prompt', 'maxOutputTokens']);

/**
 * Finds out what a model would not honour, before anything is sent.
 *
 * A package tells it only at the start of a stream, some not before the first event has come. So the call is
 * made twice, first against an empty stream that ends at once; that costs the mapping (a fraction of a
 * millisecond), and only for requests that ask for more than an answer.
 * @throws GenerationError `unsupported_value` naming the parameter; what the package throws at the request
 */
export async function rehearse(
  model: LanguageModelV4,
  call: LanguageModelV4CallOptions,
  fetch: CallFetch,
): Promise<void> {
  const plain = Object.keys(call).every((name) => ALWAYS_TAKEN.has(name));
  if (plain && !call.prompt.some(({ role }) => role === 'tool')) return;
  const { signal } = new AbortController();
  let refusal: GenerationError | undefined;
  let isPrepared = false;
  fetch.register(signal, () => {
    isPrepared = true;
    return Promise.resolve(emptyStream());
  });
  try {
    const { stream } = await model.doStream({ ...call, prompt: light(call.prompt), abortSignal: signal });
    const parts = stream.getReader();
    const { value } = await parts.read();
    parts.cancel().catch(() => undefined);
    if (value?.type === 'stream-start') refusal = refusalOf(value.warnings, call);
  } catch (error) {
    // That an empty stream is no answer says nothing of the request.
    if (!isPrepared) throw error;
  }
  if (refusal) throw refusal;
}

const emptyStream = (): Response =>
  new Response(new ReadableStream({ start: (body) => body.close() }), {
    headers: { 'content-type': 'text/event-stream' },
  });

/** Four bytes in base64, in the place of files: megabytes need not be copied for nothing. */
const SMALL_FILE = 'AAAAAA==';

function light(prompt: LanguageModelV4CallOptions['prompt']): LanguageModelV4CallOptions['prompt'] {
  return prompt.map((message) =>
    message.role === 'user'
      ? {
          ...message,
          content: message.content.map((part) =>
            part.type === 'file' && part.data.type === 'data'
              ? { ...part, data: { type: 'data' as const, data: SMALL_FILE } }
              : part,
          ),
        }
      : message,
  );
}
