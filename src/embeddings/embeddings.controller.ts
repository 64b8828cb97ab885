import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import type { ServerResponse } from 'node:http';
import type { Observable } from 'rxjs';
import type { Embeddings } from '../generation/embed';
import { EmbedderService } from '../generator/embedder.service';
import { ModelRouter } from '../routing/model-router.service';
import { Exchange } from '../sse/exchange';
import { SendsEvents } from '../sse/sends-events.decorator';
import type { EmbeddingDto } from './dto/embedding.dto';
import { EmbeddingBodyPipe } from './embedding-body.pipe';
import { EmbeddingListFormat } from './embedding-list-format';
import { toEmbeddingRequest } from './to-embedding-request';

/** Embeddings, in OpenAI's dialect: texts in, vectors out. */
@Controller('v1/embeddings')
export class EmbeddingsController {
  constructor(
    private readonly embedder: EmbedderService,
    private readonly router: ModelRouter,
  ) {}

  /** Answers with one JSON object. */
  @Post()
  @HttpCode(200)
  @SendsEvents()
  create(
    @Body(EmbeddingBodyPipe) body: EmbeddingDto,
    @Res() response: ServerResponse,
  ): Observable<Embeddings> {
    const exchange = Exchange.of(response);
    const request = toEmbeddingRequest(body, this.router.defaultModel);
    exchange.collectAs(new EmbeddingListFormat(request));
    return this.embedder.embed(request, exchange.context);
  }
}
