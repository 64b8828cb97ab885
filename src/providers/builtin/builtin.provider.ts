import { randomUUID } from 'node:crypto';
import { Observable } from 'rxjs';
import type { Embed } from '../../generation/embed';
import type { Generate } from '../../generation/generate';
import type { GenerationRequest } from '../../generation/generation-request';
import { TimerWheel } from '../../timing/timer-wheel';
import type { Provider } from '../provider';
import { type PreparedChoice } from './answer/prepared-choice';
import { usageOf } from './answer/usage-of';
import { AnswerEmitter, type Pace } from './answer-emitter';
import { unsupportedBy } from './capabilities';
import { embedInputs } from './embed-inputs';
import { faultsLayer } from './faults.layer';
import { Handbook } from './handbook';
import { prepareChoice } from './prepare-choice';

const WHEEL_TICK_MS = 10;

interface BuiltinOptions extends Pace {
  readonly faults?: boolean;
}

/**
 * The offline model: deterministic, without a key or a network. It answers from the handbook that the
 * project ships and says so where the handbook has nothing; see docs/builtin.md.
 */
export class BuiltinProvider implements Provider {
  readonly name = 'builtin';
  readonly generate: Generate;
  readonly embed: Embed = embedInputs;

  /** @param options the pace of its answers, and whether requests may choose how they fail */
  constructor(
    private readonly options: BuiltinOptions,
    private readonly handbook = new Handbook(),
    private readonly wheel = new TimerWheel(WHEEL_TICK_MS),
  ) {
    this.generate = options.faults ? faultsLayer(wheel)(this.answer) : this.answer;
  }

  private readonly answer: Generate = (request, context) =>
    new Observable((subscriber) => {
      const choices = this.prepare(request);
      context.connected();
      subscriber.next({
        type: 'stream-start',
        id: `chatcmpl-${randomUUID().replaceAll('-', '')}`,
        model: request.model,
        provider: this.name,
      });
      const onEnd = (): void => {
        subscriber.next({ type: 'finish', usage: usageOf(request, choices) });
        subscriber.complete();
      };
      const emitter = new AnswerEmitter(choices, this.options, this.wheel, context.demand, subscriber, onEnd);
      subscriber.add(() => emitter.stop());
      emitter.start();
    });

  /** @throws GenerationError for what it cannot honour, which the Observable takes to its subscriber */
  private prepare(request: GenerationRequest): PreparedChoice[] {
    const refusal = unsupportedBy(request);
    if (refusal) throw refusal;
    return Array.from({ length: request.choices }, (_, choice) =>
      prepareChoice(request, choice, this.handbook),
    );
  }

  /** Loads and indexes the handbook. */
  async warm(): Promise<void> {
    await this.handbook.load();
  }
}
