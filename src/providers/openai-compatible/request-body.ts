import type { GenerationRequest } from '../../generation/generation-request';

/**
 * The body that asks an OpenAI-compatible server: every parameter of the caller's, known or unknown. The
 * upstream is always asked to stream, for one path of timeouts and truths, and always asked for usage.
 * @param streamOptions more for `stream_options`
 */
export function requestBody(request: GenerationRequest, streamOptions: object = {}): Buffer {
  const { maxTokens, maxTokensName = 'max_tokens', stop, choices } = request;
  return Buffer.from(
    JSON.stringify({
      model: request.model,
      messages: request.messages,
      ...request.parameters,
      n: choices === 1 ? undefined : choices,
      [maxTokensName]: maxTokens,
      stop: stop.length === 0 ? undefined : stop,
      temperature: request.temperature,
      top_p: request.topP,
      seed: request.seed,
      stream: true,
      stream_options: { include_usage: true, ...streamOptions },
    }),
  );
}
