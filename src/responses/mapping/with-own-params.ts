import { Observable, type Subscriber } from 'rxjs';
import { GenerationError } from '../../generation/generation-error';
import { LayerSubscriber } from '../../generation/layer-subscriber';
import type { StreamEvent } from '../../generation/stream-event';
import type { PlacedMessage } from './to-messages';

/** Parameters of chat completions by what they are called here. */
const NAMES: Readonly<Record<string, string>> = {
  messages: 'input',
  max_tokens: 'max_output_tokens',
  max_completion_tokens: 'max_output_tokens',
  response_format: 'text.format',
  verbosity: 'text.verbosity',
  reasoning_effort: 'reasoning.effort',
  logprobs: 'include',
};

/**
 * Has errors name the parameters that the caller sent: providers, and the servers behind them, know those of
 * chat completions.
 * @param placed where the messages of the generation come from
 */
export function withOwnParams(
  events: Observable<StreamEvent>,
  placed: readonly PlacedMessage[],
): Observable<StreamEvent> {
  return new Observable((subscriber) => {
    events.subscribe(new OwnParamSubscriber(subscriber, placed));
  });
}

class OwnParamSubscriber extends LayerSubscriber {
  constructor(
    downstream: Subscriber<StreamEvent>,
    private readonly placed: readonly PlacedMessage[],
  ) {
    super(downstream);
  }

  protected override _error(error: unknown): void {
    super._error(error instanceof GenerationError ? translated(error, this.placed) : error);
  }
}

function translated(error: GenerationError, placed: readonly PlacedMessage[]): GenerationError {
  const { code, message, param, retryAfter, cause } = error;
  const own = param === null ? null : ownParam(param, placed);
  if (own === null || own === param) return error;
  return new GenerationError(code, message, { param: own, retryAfter, retryable: error.retryable, cause });
}

/** The name here of a parameter of chat completions, e.g. `input[1].output` of `messages[3].content`. */
export function ownParam(param: string, placed: readonly PlacedMessage[]): string {
  const [, position, rest] = /^messages\[(\d+)\](.*)$/.exec(param) ?? [];
  const message = position === undefined ? undefined : placed[Number(position)];
  if (message) {
    return rest.startsWith('.content') ? message.contentPath + rest.slice('.content'.length) : message.path;
  }
  const name = /^\w+/.exec(param)?.[0] ?? '';
  return Object.hasOwn(NAMES, name) ? NAMES[name] : param;
}
