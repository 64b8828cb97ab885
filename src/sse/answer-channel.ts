import type { ServerResponse } from 'node:http';
import type { GenerationContext } from '../generation/generation-context';

/** Where an answer goes: the response, and what is known of its request. */
export interface AnswerChannel {
  readonly response: ServerResponse;
  readonly context: GenerationContext;
  /** Begins the answer. @param headers names and values in turn */
  writeHead(status: number, headers: readonly string[]): void;
}
