import { readdirSync, readFileSync } from 'node:fs';
import { join, parse } from 'node:path';
import type { GenerationRequest } from '../../src/generation/generation-request';
import type { FinishReason } from '../../src/generation/stream-event';
import type { Usage } from '../../src/generation/usage';

export interface ExpectedToolCall {
  readonly id?: string;
  readonly name: string;
  readonly arguments: string;
}

/** What a choice amounts to when all its events are in. */
export interface ExpectedChoice {
  readonly text: string;
  readonly reasoning?: string;
  readonly refusal?: string;
  readonly toolCalls?: readonly ExpectedToolCall[];
  readonly reason: FinishReason;
}

/** What an answer amounts to. */
export interface ExpectedAnswer {
  readonly choices: readonly ExpectedChoice[];
  /** Exactly these fields. */
  readonly usage: Usage;
}

/** A stream as an upstream sent it, and what it means. */
export interface Recording {
  readonly name: string;
  readonly bytes: Buffer;
  readonly contentType: string;
  /** What has to be asked for this answer; the rest is filled in. */
  readonly request: Partial<GenerationRequest>;
  readonly expected: ExpectedAnswer;
}

const FIXTURES = join(__dirname, '..', 'fixtures');

/**
 * The recordings of a provider: every file in `test/fixtures/<provider>` that is no JSON holds the bytes of
 * one answer's body, and the JSON file of the same name says what it means:
 * `{ "contentType"?, "request"?, "expected" }`, the type being `text/event-stream` where none is given.
 */
export function recordingsOf(provider: string): Recording[] {
  const folder = join(FIXTURES, provider);
  return readdirSync(folder)
    .filter((file) => !file.endsWith('.json'))
    .sort()
    .map((file) => {
      const { name } = parse(file);
      const meaning = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Partial<Recording> &
        Pick<Recording, 'expected'>;
      return {
        name,
        bytes: readFileSync(join(folder, file)),
        contentType: meaning.contentType ?? 'text/event-stream',
        request: meaning.request ?? {},
        expected: meaning.expected,
      };
    });
}
