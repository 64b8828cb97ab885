import { Injectable } from '@nestjs/common';
import type { Observable } from 'rxjs';
import { composeLayers, type Generate } from '../generation/generate';
import type { GenerationContext } from '../generation/generation-context';
import type { GenerationRequest } from '../generation/generation-request';
import { meteringLayer } from '../generation/metering.layer';
import type { StreamEvent } from '../generation/stream-event';
import { AdmissionService } from '../lifecycle/admission.service';
import { ModelRouter } from '../routing/model-router.service';

/**
 * The way of every generation, outermost layer first. What routing puts between a model's name and its
 * providers stands in the same form in `RouteTable`.
 */
@Injectable()
export class GeneratorService {
  private readonly pipeline: Generate;

  constructor(admission: AdmissionService, router: ModelRouter) {
    this.pipeline = composeLayers([meteringLayer, admission.layer], router.generate);
  }

  /** Subscribing starts the work, unsubscribing aborts it. */
  generate(request: GenerationRequest, context: GenerationContext): Observable<StreamEvent> {
    return this.pipeline(request, context);
  }
}
