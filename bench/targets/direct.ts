import { COMPLETIONS_PATH, type Target } from './target';

/** The upstream with nothing in front of it: what the load and the upstream can do by themselves. */
export const direct = (upstreamPort: number): Promise<Target> =>
  Promise.resolve({
    name: 'direct',
    port: upstreamPort,
    path: COMPLETIONS_PATH,
    model: 'bench',
    isCompiledAtWork: false,
    stop: () => Promise.resolve(),
  });
