import { GenerationError } from '../../../generation/generation-error';
import type { PromptSuggestions } from '../facts/prompt-suggestions';
import { InstanceGenerator } from '../schema/instance-generator';
import type { JsonSchema, JsonValue } from '../schema/json-schema';
import { Unsatisfiable } from '../schema/unsatisfiable';

/** What an instance is made from. */
export interface InstanceWish {
  readonly schema: JsonSchema;
  readonly suggestions: PromptSuggestions;
  readonly random: () => number;
  /** The request's parameter that holds the schema, for the error. */
  readonly param: string;
}

/**
 * A value that keeps to a schema, drawn from the prompt where it can be.
 * @throws GenerationError `unsupported_value` where none was found
 */
export function composeInstance({ schema, suggestions, random, param }: InstanceWish): JsonValue {
  try {
    return new InstanceGenerator(schema, suggestions, random).instance();
  } catch (error) {
    if (!(error instanceof Unsatisfiable)) throw error;
    throw new GenerationError(
      'unsupported_value',
      `The built-in model cannot make a value that keeps to this schema: ${error.message}.`,
      { param },
    );
  }
}
