/** What vectors are asked for, whichever dialect it was asked in. Validated before it gets here. */
export interface EmbeddingRequest {
  /** The model's name as the caller gave it, or the configured default. */
  readonly model: string;
  /** At least one: texts, or tokens by the model's own numbers. None is empty. */
  readonly inputs: readonly EmbeddingInput[];
  /** How many numbers each vector is to have; the model's own count where it is absent. */
  readonly dimensions?: number;
  /** The form in which the caller takes vectors. A provider that can give them so saves a conversion. */
  readonly encoding: 'float' | 'base64';
  /** All other parameters by their OpenAI wire name. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** A text, or the numbers of its tokens. */
export type EmbeddingInput = string | readonly number[];
