import type OpenAI from 'openai';
import type { TokenLogprob } from '../../generation/stream-event';

type Logprob = OpenAI.Responses.ResponseOutputText.Logprob;

/** Log probabilities in the shape of the Responses API, where bytes and alternatives are always present. */
export function toResponseLogprobs(logprobs: readonly TokenLogprob[]): Logprob[] {
  return logprobs.map((one) => ({
    ...withBytes(one),
    top_logprobs: (one.top_logprobs ?? []).map(withBytes),
  }));
}

const withBytes = ({ token, logprob, bytes }: TokenLogprob): Omit<Logprob, 'top_logprobs'> => ({
  token,
  logprob,
  bytes: [...(bytes ?? Buffer.from(token))],
});
