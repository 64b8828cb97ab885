import { Module } from '@nestjs/common';
import { GeneratorModule } from '../generator/generator.module';
import { EmbeddingBodyPipe } from './embedding-body.pipe';
import { EmbeddingsController } from './embeddings.controller';

/** `POST /v1/embeddings`. Its failures have OpenAI's form, which is the rule. */
@Module({
  imports: [GeneratorModule],
  controllers: [EmbeddingsController],
  providers: [EmbeddingBodyPipe],
})
export class EmbeddingsModule {}
