import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { GenerationError } from '../generation/generation-error';
import { CompiledCheck } from './compiled-check';
import { exceedsDepth } from './exceeds-depth';
import { validationFault } from './validation-fault';

/** Deeper than any JSON schema in use, and far below what would exhaust the stack of whoever walks the body. */
const MAX_BODY_DEPTH = 100;

/**
 * A request's body, once it is known to be a JSON object that can be walked.
 * @throws GenerationError `invalid_json` or `invalid_value`
 */
export function objectBody(body: unknown): object {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new GenerationError('invalid_json', 'The body must be a JSON object.');
  }
  if (exceedsDepth(body, MAX_BODY_DEPTH)) {
    throw new GenerationError('invalid_value', `The body is nested more than ${MAX_BODY_DEPTH} levels deep.`);
  }
  return body;
}

/**
 * A body as an instance of its DTO. Unknown parameters pass.
 * @throws GenerationError whose `param` names the first parameter with a wrong value
 */
export function validated<T extends object>(type: new () => T, body: object): T {
  // An own `__proto__` is legal JSON, and assigning it would change what the object inherits.
  if (CompiledCheck.of(type).accepts(body) && !Object.hasOwn(body, '__proto__')) {
    return Object.assign(new type(), body);
  }
  const dto = plainToInstance(type, body);
  const errors = validateSync(dto, { forbidUnknownValues: false });
  if (errors.length > 0) throw validationFault(errors);
  return dto;
}

/** The error for a parameter that is wrong in the light of others. */
export function invalidValue(param: string, reason: string): GenerationError {
  return new GenerationError('invalid_value', `Invalid value for '${param}': ${reason}.`, { param });
}
