import type { Gateway, Model } from '../../src/config/gateway/gateway';
import { GenerationContext } from '../../src/generation/generation-context';
import type { GenerationRequest } from '../../src/generation/generation-request';
import type { StreamEvent } from '../../src/generation/stream-event';
import { terminalLayer } from '../../src/generation/terminal.layer';
import { Continuation } from '../../src/routing/continuation';
import type { RequestKind } from '../../src/routing/request-kind';
import { RouteTable } from '../../src/routing/route-table';
import { TargetStates } from '../../src/routing/target-states';
import { TimerWheel } from '../../src/timing/timer-wheel';
import { failure, observe, type Play, request, say, scriptedGenerate, start } from './scripted-generate';

const SETTINGS: Gateway['defaults'] = {
  timeouts: { connectMs: 1_000, firstTokenMs: 2_000, idleMs: 3_000, totalMs: 60_000 },
  retries: 0,
  breaker: { failures: 3, cooldownMs: 5_000 },
  continueOnFailure: false,
};
const capacity = { maxConcurrent: 100, maxQueue: 0, queueTimeoutMs: 0 };
/** A model whose targets are the providers named. */
export const model = (targets: string[], more: Partial<Model> = {}): Model => ({
  ...SETTINGS,
  targets: targets.map((provider) => ({ provider, model: `${provider}-model`, weight: 1 })),
  fallbacks: [],
  ...more,
});

/** A table over the scripted providers a, b and builtin. */
export function tableOf(models: Record<string, Model>, more: Partial<Gateway> = {}) {
  const wheel = new TimerWheel(50);
  const providers = { a: scriptedGenerate(), b: scriptedGenerate(), builtin: scriptedGenerate() };
  const gateway: Gateway = {
    providers: new Map(['a', 'b'].map((name) => [name, { type: 't', capacity, options: {} }])),
    models: new Map(Object.entries(models)),
    defaults: SETTINGS,
    defaultModel: 'builtin',
    exposeProviderModels: true,
    ...more,
  };
  const states = new TargetStates(gateway, wheel);
  const kind: RequestKind<GenerationRequest, StreamEvent> = {
    name: 'generation',
    knows: (name) => name in providers,
    refusal: () => failure('model_not_found'),
    find: (name) => providers[name as keyof typeof providers]?.generate,
    fallsBack: true,
    terminal: terminalLayer,
    continuationOf: (wish) => Continuation.of(wish),
  };
  const table = new RouteTable(gateway, states, kind, wheel);
  const context = new GenerationContext('r');
  const ask = (name: string, wish = request()) =>
    observe(table.find(name)!({ ...wish, model: name }, context));
  return { table, providers, states, context, ask, a: providers.a.plays, b: providers.b.plays };
}
/** Plays an answer that begins and breaks off. */
export const breakOff = ({ out }: Play, ...texts: string[]): void => {
  for (const event of [start, ...texts.map(say)]) out.next(event);
  out.error(failure('upstream_failed'));
};
