import { Injectable } from '@nestjs/common';
import { throwError } from 'rxjs';
import type { Generate } from '../generation/generate';
import { GenerationError } from '../generation/generation-error';
import { ProviderRegistry } from '../providers/provider-registry';

/** Longest part of an unknown model's name that an error message repeats. */
const SHOWN_NAME_CHARS = 100;

/** Finds who answers for a model's name. */
@Injectable()
export class ModelRouter {
  constructor(private readonly providers: ProviderRegistry) {}

  /** Asks the provider behind the request's model; `model_not_found` where there is none. */
  readonly generate: Generate = (request, context) => {
    const provider = this.providers.find(request.model);
    if (provider) return provider.generate(request, context);
    const name = request.model.slice(0, SHOWN_NAME_CHARS);
    return throwError(
      () => new GenerationError('model_not_found', `The model '${name}' does not exist.`, { param: 'model' }),
    );
  };
}
