import { GenerationError } from '../../generation/generation-error';
import type { ContentPart } from '../../generation/message';
import type { InputFilePartDto, InputImagePartDto, PartDto } from '../dto/part.dto';

/**
 * The content of an item as a chat message has it. One text alone becomes a string, which every server
 * takes; some know no parts.
 * @param path of the content in the request, e.g. `input[0].content`
 * @throws GenerationError `unsupported_value` naming a part that chat messages cannot carry
 */
export function toContent(content: string | readonly PartDto[], path: string): string | ContentPart[] {
  if (typeof content === 'string') return content;
  const parts = content.map((part, index) => toPart(part, `${path}[${index}]`));
  if (parts.length === 0) return '';
  return parts.length === 1 && parts[0].type === 'text' ? parts[0].text : parts;
}

function toPart(part: PartDto, path: string): ContentPart {
  switch (part.type) {
    case 'input_text':
    case 'output_text':
      return { type: 'text', text: part.text };
    case 'refusal':
      return { type: 'refusal', refusal: part.refusal };
    case 'input_image':
      return toImage(part, path);
    case 'input_file':
      return toFile(part, path);
  }
}

function toImage({ image_url: url, detail }: InputImagePartDto, path: string): ContentPart {
  if (url == null) throw unsupported(`${path}.image_url`, 'Send an image as its address or a data: URL.');
  // What chat completions call `high` is the original where the image is small enough.
  const known = detail === 'original' ? 'high' : detail;
  return { type: 'image_url', image_url: { url, ...(known != null && { detail: known }) } };
}

function toFile(part: InputFilePartDto, path: string): ContentPart {
  const { file_id, file_data, filename } = part;
  if (file_id == null && file_data == null) {
    throw unsupported(`${path}.file_data`, 'Send a file inline, as file_data, or by a file_id.');
  }
  return {
    type: 'file',
    file: {
      ...(file_id != null && { file_id }),
      ...(file_data != null && { file_data }),
      ...(filename != null && { filename }),
    },
  };
}

const unsupported = (param: string, message: string): GenerationError =>
  new GenerationError('unsupported_value', message, { param });
