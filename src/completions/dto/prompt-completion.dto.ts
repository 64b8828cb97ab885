import { Equals, IsNotEmpty, IsString } from 'class-validator';
import { SamplingDto } from '../../validation/sampling.dto';

/** The prompt dialect: one text in, a stream out. */
export class PromptCompletionDto extends SamplingDto {
  /** 1 to 5,000 characters unless configured otherwise, counted after trimming. @example 'Explain streaming APIs' */
  @IsNotEmpty({ message: 'Prompt cannot be empty' })
  @IsString({ message: 'Prompt must be a string' })
  prompt!: string;

  /** The prompt dialect always streams. */
  @Equals(true, { message: 'stream must be true: the prompt dialect always streams' })
  stream!: true;
}
