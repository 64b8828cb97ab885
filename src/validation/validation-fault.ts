import type { ValidationError } from 'class-validator';
import { GenerationError } from '../generation/generation-error';

/** The error that a caller gets for the first thing that is wrong with a body. */
export function validationFault(errors: readonly ValidationError[]): GenerationError {
  let error: ValidationError | undefined = errors[0];
  let path = '';
  while (error) {
    path += segment(error.property, path === '');
    const constraints = Object.entries(error.constraints ?? {});
    // Decorators register from the bottom up, so the last constraint is the topmost: the one about the type.
    const broken = constraints.findLast(([name]) => name !== 'nestedValidation') ?? constraints[0];
    if (broken) return faultOf(path, error, broken[1]);
    error = error.children?.[0];
  }
  return new GenerationError('invalid_value', 'The request is not valid.');
}

function faultOf(path: string, { property, value }: ValidationError, text: string): GenerationError {
  if (value === undefined) {
    return new GenerationError('missing_required_parameter', `Missing required parameter: '${path}'.`, {
      param: path,
    });
  }
  // A message that does not begin with the property's name was written to be shown as it is.
  const reason = new RegExp(`^(?:each value in |nested property )?${RegExp.escape(property)} `).exec(text);
  const message = reason ? `Invalid value for '${path}': ${text.slice(reason[0].length)}.` : text;
  return new GenerationError('invalid_value', message, { param: path });
}

function segment(property: string, first: boolean): string {
  if (/^\d+$/.test(property)) return `[${property}]`;
  return first ? property : `.${property}`;
}
