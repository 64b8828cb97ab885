import { Injectable } from '@nestjs/common';
import type { Observable } from 'rxjs';
import { composeLayers, type Generate } from '../generation/generate';
import type { GenerationContext } from '../generation/generation-context';
import type { GenerationRequest } from '../generation/generation-request';
import { meteringLayer } from '../generation/metering.layer';
import type { StreamEvent } from '../generation/stream-event';
import { terminalLayer } from '../generation/terminal.layer';
import { AdmissionService } from '../lifecycle/admission.service';
import { ModelRouter } from '../routing/model-router.service';

/** The way of every generation, outermost layer first. This is the one place where the order stands. */
@Injectable()
export class GeneratorService {
  private readonly pipeline: Generate;

  constructor(admission: AdmissionService, router: ModelRouter) {
    this.pipeline = composeLayers([meteringLayer, admission.layer, terminalLayer], router.generate);
  }

  /** Subscribing starts the work, unsubscribing aborts it. */
  generate(request: GenerationRequest, context: GenerationContext): Observable<StreamEvent> {
    return this.pipeline(request, context);
  }
}
