import { GenerationContext } from '../../src/generation/generation-context';
import type { GenerationRequest } from '../../src/generation/generation-request';
import type { Provider } from '../../src/providers/provider';
import { ObservedAnswer } from './observed-answer';

/** A function tool, as a request names it. */
export const WEATHER_TOOL = {
  type: 'function',
  function: {
    ...{ name: 'get_weather', description: 'The weather.' },
    parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
  },
};

/** Asks a provider once and waits for the end. */
export async function askOnce(
  provider: Provider,
  request: Partial<GenerationRequest> = {},
): Promise<ObservedAnswer> {
  const whole: GenerationRequest = {
    ...{
      model: 'real',
      messages: [{ role: 'user', content: 'Hello' }],
      choices: 1,
      stop: [],
      parameters: {},
    },
    ...request,
  };
  const answer = new ObservedAnswer(provider.generate(whole, new GenerationContext('request-1')));
  await answer.ended;
  return answer;
}
