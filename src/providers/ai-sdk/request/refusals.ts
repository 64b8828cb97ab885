import { GenerationError } from '../../../generation/generation-error';

/** The error for what a request asks and nobody behind this adapter, or this model, can give. */
export const unsupported = (param: string, reason: string): GenerationError =>
  new GenerationError('unsupported_value', reason, { param });

/** The error for what cannot be made sense of. */
export const invalid = (param: string, reason: string): GenerationError =>
  new GenerationError('invalid_value', `Invalid value for '${param}': ${reason}.`, { param });
