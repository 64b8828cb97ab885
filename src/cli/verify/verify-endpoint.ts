import type { Check, Report } from './check';
import { chatDialect, type Dialect, promptDialect } from './dialects';
import type { Endpoint } from './endpoint';
import { MeasuredStream } from './measured-stream';
import { percentile } from './percentile';

const PROMPT = 'Explain streaming APIs';
/** Streams measured one after another; the thresholds apply to their median. */
const SEQUENTIAL_STREAMS = 3;
/** Events after which the client of the recovery check leaves. */
const LEAVE_AFTER_EVENTS = 3;

const TARGETS = { firstTokenMs: 2_401, tokensPerSecond: 29, characters: 1_375, chunks: 6, reads: 3 } as const;

/** Says what is being done, for a progress line. */
export type OnStep = (step: string) => void;

/**
 * Holds an endpoint against all requirements.
 * @param requests concurrent streams of the load test
 * @throws UnreachableError when it gives no answer at all
 */
export async function verifyEndpoint(endpoint: Endpoint, requests: number, onStep: OnStep): Promise<Report> {
  onStep('finding out the dialect');
  const dialect = await dialectOf(endpoint);
  const ask = async (): Promise<MeasuredStream> =>
    new MeasuredStream(await endpoint.post(dialect.ask(PROMPT)));

  const streams: MeasuredStream[] = [];
  for (let i = 1; i <= SEQUENTIAL_STREAMS; i++) {
    onStep(`stream ${i} of ${SEQUENTIAL_STREAMS}`);
    streams.push(await ask());
  }
  const checks = [...qualityChecks(streams)];
  for (const refusal of dialect.refusals) {
    onStep(refusal.name.toLowerCase());
    const exchange = await endpoint.post(refusal.body(PROMPT));
    checks.push({
      name: refusal.name,
      target: refusal.target,
      measured: `${exchange.status} ${exchange.contentType.split(';')[0]}`,
      passed: refusal.holds(exchange),
    });
  }
  onStep(`${requests} concurrent streams`);
  checks.push(concurrencyCheck(await Promise.all(Array.from({ length: requests }, ask))));
  onStep('recovery');
  await endpoint.post(dialect.ask(PROMPT), LEAVE_AFTER_EVENTS);
  const recovered = await ask();
  checks.push({
    name: 'Recovery after errors',
    target: 'a complete stream',
    measured: recovered.complete ? 'complete' : 'incomplete',
    passed: recovered.complete,
  });
  return {
    url: endpoint.url,
    model: endpoint.model ?? null,
    dialect: dialect.name,
    passed: checks.every(({ passed }) => passed),
    checks,
  };
}

/** The prompt dialect where the endpoint knows it, OpenAI's everywhere else. */
async function dialectOf(endpoint: Endpoint): Promise<Dialect> {
  const probe = await endpoint.post(promptDialect.ask(PROMPT), 1);
  return probe.status === 200 && probe.contentType.startsWith('text/event-stream')
    ? promptDialect
    : chatDialect;
}

function* qualityChecks(streams: readonly MeasuredStream[]): Generator<Check> {
  const median = (of: (stream: MeasuredStream) => number): number => percentile(streams.map(of), 0.5);
  const least = (of: (stream: MeasuredStream) => number): number => Math.min(...streams.map(of));
  const all = (name: string, target: string, holds: (stream: MeasuredStream) => boolean): Check => {
    const count = streams.filter(holds).length;
    return {
      name,
      target,
      measured: `${count} of ${streams.length} streams`,
      passed: count === streams.length,
    };
  };
  const firstTokenMs = median((stream) => stream.firstTokenMs);
  yield {
    name: 'First token',
    target: `< ${TARGETS.firstTokenMs} ms`,
    measured: `${firstTokenMs.toFixed(0)} ms`,
    passed: firstTokenMs < TARGETS.firstTokenMs,
  };
  const speed = median((stream) => stream.tokensPerSecond);
  yield {
    name: 'Speed',
    target: `> ${TARGETS.tokensPerSecond} tokens/s`,
    measured: `${speed.toFixed(0)} tokens/s`,
    passed: speed > TARGETS.tokensPerSecond,
  };
  const characters = least((stream) => stream.characters);
  yield {
    name: 'Length',
    target: `> ${TARGETS.characters} characters`,
    measured: `${characters} characters`,
    passed: characters > TARGETS.characters,
  };
  const chunks = least((stream) => stream.chunks);
  yield {
    name: 'Chunks',
    target: `>= ${TARGETS.chunks} chunks`,
    measured: `${chunks} chunks`,
    passed: chunks >= TARGETS.chunks,
  };
  const reads = least((stream) => stream.reads);
  yield {
    name: 'Progressive delivery',
    target: `>= ${TARGETS.reads} reads over time`,
    measured: `${reads} reads over ${least((stream) => stream.spreadMs).toFixed(0)} ms`,
    passed: reads >= TARGETS.reads && least((stream) => stream.spreadMs) > 0,
  };
  yield all('[DONE] ends the stream', 'every stream', (stream) => stream.endsWithDone);
  yield all('Finish reason', 'every stream', (stream) => stream.hasFinishReason);
  yield all('Same id and model on all chunks', 'every stream', (stream) => stream.consistent);
}

function concurrencyCheck(streams: readonly MeasuredStream[]): Check {
  const complete = streams.filter((stream) => stream.complete).length;
  const times = streams.map((stream) => stream.firstTokenMs);
  const ms = (fraction: number): string => percentile(times, fraction).toFixed(0);
  const slowest = Math.min(...streams.map((stream) => stream.tokensPerSecond)).toFixed(0);
  return {
    name: `${streams.length} concurrent streams`,
    target: 'all complete',
    measured: `${complete} complete, first token p50 ${ms(0.5)} ms, p99 ${ms(0.99)} ms, slowest ${slowest} tokens/s`,
    passed: complete === streams.length,
  };
}
