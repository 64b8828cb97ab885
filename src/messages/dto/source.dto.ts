import { Equals, IsBase64, IsIn, IsOptional, IsString } from 'class-validator';
import { IsHttpUrl } from '../../validation/is-http-url.decorator';

/** An image, inline. */
export class Base64ImageSourceDto {
  type!: 'base64';

  @IsIn(['image/jpeg', 'image/png', 'image/gif', 'image/webp'])
  media_type!: string;

  @IsBase64()
  data!: string;
}

/** An image that the model's provider fetches by itself. */
export class UrlImageSourceDto {
  type!: 'url';

  @IsHttpUrl()
  url!: string;
}

/** A PDF, inline. */
export class Base64PdfSourceDto {
  type!: 'base64';

  @Equals('application/pdf')
  media_type!: string;

  @IsBase64()
  data!: string;
}

/** A document that is plain text. */
export class PlainTextSourceDto {
  type!: 'text';

  @IsOptional()
  @Equals('text/plain')
  media_type?: string;

  @IsString()
  data!: string;
}

/** Where an image is. */
export const IMAGE_SOURCES = { base64: Base64ImageSourceDto, url: UrlImageSourceDto };

/** Where a document is. Providers have no way in common to be given one by its address. */
export const DOCUMENT_SOURCES = { base64: Base64PdfSourceDto, text: PlainTextSourceDto };

export type ImageSource = Base64ImageSourceDto | UrlImageSourceDto;
export type DocumentSource = Base64PdfSourceDto | PlainTextSourceDto;
