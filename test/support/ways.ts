import { StartedApplication } from './started-application';

/** A service, and the name under which it knows the model that answers. */
export interface Way {
  readonly service: StartedApplication;
  readonly model: string;
}

const KEY = 'unused';

/**
 * The ways from a client to the built-in model: straight, and through a second instance of the service, which
 * asks the first one as any OpenAI-compatible server, or in Anthropic's dialect.
 */
export const WAYS: readonly (readonly [name: string, start: () => Promise<Way>])[] = [
  ['on the built-in model', async () => ({ service: await StartedApplication.start(), model: 'builtin' })],
  [
    'through a second instance',
    async () => {
      const { url } = await StartedApplication.start();
      const service = await StartedApplication.start({ OPENAI_BASE_URL: `${url}/v1`, OPENAI_API_KEY: KEY });
      return { service, model: 'openai/builtin' };
    },
  ],
  [
    "through a second instance, by Anthropic's dialect",
    async () => {
      const { url } = await StartedApplication.start();
      const service = await StartedApplication.start({ ANTHROPIC_BASE_URL: url, ANTHROPIC_API_KEY: KEY });
      return { service, model: 'anthropic/builtin' };
    },
  ],
];
