import { Injectable } from '@nestjs/common';
import type { Observable } from 'rxjs';
import type { Embed, Embeddings } from '../generation/embed';
import { embeddingMeteringLayer } from '../generation/embedding-metering.layer';
import type { EmbeddingRequest } from '../generation/embedding-request';
import { composeLayers } from '../generation/generate';
import type { GenerationContext } from '../generation/generation-context';
import { AdmissionService } from '../lifecycle/admission.service';
import { ModelRouter } from '../routing/model-router.service';

/** The way of every request for vectors, outermost layer first: the same as a generation's. */
@Injectable()
export class EmbedderService {
  private readonly pipeline: Embed;

  constructor(admission: AdmissionService, router: ModelRouter) {
    this.pipeline = composeLayers([embeddingMeteringLayer, admission.layer], router.embed);
  }

  /** Subscribing starts the work, unsubscribing aborts it. */
  embed(request: EmbeddingRequest, context: GenerationContext): Observable<Embeddings> {
    return this.pipeline(request, context);
  }
}
