import { IsIn, IsOptional, IsString } from 'class-validator';

/** Text that is said to the model. */
export class InputTextPartDto {
  type!: 'input_text';

  /** @example 'Explain streaming APIs' */
  @IsString()
  text!: string;
}

/** Text that the model said in an earlier turn. Its annotations and log probabilities may stay in place. */
export class OutputTextPartDto {
  type!: 'output_text';

  @IsString()
  text!: string;
}

/** A refusal of the model in an earlier turn. */
export class OutputRefusalPartDto {
  type!: 'refusal';

  @IsString()
  refusal!: string;
}

/** An image: its address, or a `data:` URL. */
export class InputImagePartDto {
  type!: 'input_image';

  @IsOptional()
  @IsString()
  image_url?: string | null;

  /** Refused: no files are kept here. */
  @IsOptional()
  @IsString()
  file_id?: string | null;

  @IsOptional()
  @IsIn(['auto', 'low', 'high', 'original'])
  detail?: string | null;
}

/** A document, inline or by its id at the upstream. */
export class InputFilePartDto {
  type!: 'input_file';

  @IsOptional()
  @IsString()
  file_id?: string | null;

  /** A base64 `data:` URL. */
  @IsOptional()
  @IsString()
  file_data?: string | null;

  @IsOptional()
  @IsString()
  filename?: string | null;

  /** Refused: addresses of files are not followed. */
  @IsOptional()
  @IsString()
  file_url?: string | null;
}

/** The parts of a content, by their type. */
export const PART_DTOS = {
  input_text: InputTextPartDto,
  output_text: OutputTextPartDto,
  refusal: OutputRefusalPartDto,
  input_image: InputImagePartDto,
  input_file: InputFilePartDto,
};

export type PartDto = InstanceType<(typeof PART_DTOS)[keyof typeof PART_DTOS]>;
