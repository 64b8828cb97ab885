import { Type } from 'class-transformer';
import { IsBase64, IsDefined, IsIn, IsObject, IsOptional, IsString, ValidateNested } from 'class-validator';

/** Text. */
export class TextPartDto {
  type!: 'text';

  /** @example 'Explain streaming APIs' */
  @IsString()
  text!: string;
}

/** A refusal of the assistant in an earlier turn. */
export class RefusalPartDto {
  type!: 'refusal';

  @IsString()
  refusal!: string;
}

/** Where an image is. */
export class ImageUrlDto {
  /** An http(s) address or a `data:` URL. */
  @IsString()
  url!: string;

  @IsOptional()
  @IsIn(['auto', 'low', 'high'])
  detail?: 'auto' | 'low' | 'high';
}

/** An image. */
export class ImagePartDto {
  type!: 'image_url';

  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => ImageUrlDto)
  image_url!: ImageUrlDto;
}

/** Sound, inline. */
export class InputAudioDto {
  /** Base64. */
  @IsBase64()
  data!: string;

  @IsIn(['wav', 'mp3'])
  format!: 'wav' | 'mp3';
}

/** A recording. */
export class AudioPartDto {
  type!: 'input_audio';

  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => InputAudioDto)
  input_audio!: InputAudioDto;
}

/** A file, inline or by its id. */
export class FileDto {
  @IsOptional()
  @IsString()
  file_id?: string;

  /** A base64 `data:` URL. */
  @IsOptional()
  @IsString()
  file_data?: string;

  @IsOptional()
  @IsString()
  filename?: string;
}

/** A document. */
export class FilePartDto {
  type!: 'file';

  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => FileDto)
  file!: FileDto;
}
