import type { JsonText } from '../../generation/json-text';
import type { TokenLogprob } from '../../generation/stream-event';
import { GrowingText } from './growing-text';
import { toResponseLogprobs } from './response-logprobs';

/** What a section holds: a part of a message or of reasoning, or what a tool is called with. */
export type SectionKind = 'output_text' | 'refusal' | 'reasoning_text' | 'arguments' | 'input';

/** A stretch of an output item that text is added to. */
export class OutputSection {
  private readonly content = new GrowingText();
  private logprobs: TokenLogprob[] | undefined;

  /**
   * @param kind what it holds
   * @param index its position among the parts of its item
   */
  constructor(
    readonly kind: SectionKind,
    readonly index: number,
  ) {}

  add(text: JsonText, logprobs?: readonly TokenLogprob[]): void {
    this.content.add(text);
    if (logprobs) (this.logprobs ??= []).push(...logprobs);
  }

  /** Its text so far. */
  get text(): JsonText {
    return this.content.toJsonText();
  }

  /** The log probabilities so far, as JSON. */
  get logprobsJson(): string {
    return this.logprobs ? JSON.stringify(toResponseLogprobs(this.logprobs)) : '[]';
  }

  /** A content part of OpenAI's, as JSON. @param text in place of its own, as in the event that opens it */
  partJson(text: JsonText = this.text): string {
    switch (this.kind) {
      case 'output_text':
        return `{"type":"output_text","annotations":[],"logprobs":${text === '' ? '[]' : this.logprobsJson},"text":"${text}"}`;
      case 'refusal':
        return `{"type":"refusal","refusal":"${text}"}`;
      default:
        return `{"type":"${this.kind}","text":"${text}"}`;
    }
  }
}
