import { IsBoolean, IsOptional } from 'class-validator';

/** What a stream carries beside the answer. */
export class StreamOptionsDto {
  /** Ends the stream with a chunk of token counts. */
  @IsOptional()
  @IsBoolean()
  include_usage?: boolean | null;

  /** Accepted; chunks are never padded here. */
  @IsOptional()
  @IsBoolean()
  include_obfuscation?: boolean | null;
}
