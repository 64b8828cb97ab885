import { Observable, Subscriber } from 'rxjs';
import type { Generate } from '../generation/generate';
import type { GenerationContext } from '../generation/generation-context';
import type { GenerationReport } from '../generation/generation-report';
import type { GenerationRequest } from '../generation/generation-request';
import type { StreamEvent } from '../generation/stream-event';
import { TextRun } from '../generation/text-run';
import type { Usage } from '../generation/usage';

/**
 * Asks for several prompts at once, a generation each, and makes one answer of what comes: its choices are
 * numbered by prompt first (`prompt * n + choice`), its usage is the sum. The first failure fails it and
 * ends the other generations; so does leaving.
 *
 * All run at the same time, since the pipe bounds their number, and each takes a place of its own among
 * those that the service admits.
 * @param requests one at least, all for the same number of choices
 */
export function mergePrompts(
  generate: Generate,
  requests: readonly GenerationRequest[],
  context: GenerationContext,
): Observable<StreamEvent> {
  if (requests.length === 1) return generate(requests[0], context);
  return new Observable((subscriber) => {
    const whole = new MergedAnswer(subscriber, context.report, requests.length);
    for (const [prompt, request] of requests.entries()) {
      if (subscriber.closed) return;
      generate(request, context.fork()).subscribe(new PromptSubscriber(whole, prompt * request.choices));
    }
  });
}

/** What the generations of one answer have in common. */
class MergedAnswer {
  private started = false;
  private usage: Usage = { promptTokens: 0, completionTokens: 0 };

  constructor(
    readonly downstream: Subscriber<StreamEvent>,
    private readonly report: GenerationReport,
    private open: number,
  ) {}

  /** Takes an event of one prompt, whose choice is numbered as the answer's. */
  take(event: StreamEvent): void {
    if (event.type === 'stream-start') {
      if (this.started) return;
      this.started = true;
    } else if (event.type === 'finish') {
      this.usage = sum(this.usage, event.usage);
      this.report.usage = this.usage;
      return;
    }
    this.downstream.next(event);
  }

  /** One prompt is answered. */
  complete(): void {
    if (--this.open > 0) return;
    this.downstream.next({ type: 'finish', usage: this.usage });
    this.downstream.complete();
  }
}

class PromptSubscriber extends Subscriber<StreamEvent> {
  /** @param firstChoice the number that the prompt's first choice has in the answer */
  constructor(
    private readonly whole: MergedAnswer,
    private readonly firstChoice: number,
  ) {
    super(whole.downstream);
  }

  protected override _next(event: StreamEvent): void {
    const { whole, firstChoice } = this;
    whole.take('choice' in event ? moved(event, firstChoice + event.choice) : event);
  }

  protected override _complete(): void {
    this.unsubscribe();
    this.whole.complete();
  }
}

/** The event, of another choice. */
const moved = (event: Extract<StreamEvent, { choice: number }>, choice: number): StreamEvent =>
  event.type === 'text-delta' && event.bytes ? new TextRun(choice, event.bytes) : { ...event, choice };

const sum = (one: Usage, other: Usage): Usage => ({
  promptTokens: one.promptTokens + other.promptTokens,
  completionTokens: one.completionTokens + other.completionTokens,
  cachedTokens: sumOfKnown(one.cachedTokens, other.cachedTokens),
  reasoningTokens: sumOfKnown(one.reasoningTokens, other.reasoningTokens),
  ...((one.estimated ?? other.estimated) && { estimated: true }),
});

const sumOfKnown = (one: number | undefined, other: number | undefined): number | undefined =>
  one === undefined && other === undefined ? undefined : (one ?? 0) + (other ?? 0);
