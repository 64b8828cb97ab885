import type { ContentPart } from '../../generation/message';
import type { DocumentBlockDto, ImageBlockDto, ResultBlock } from '../dto/content-block.dto';

/** Servers want to know a name for a document. */
const UNTITLED = 'document.pdf';

const text = (content: string): ContentPart => ({ type: 'text', text: content });

/** A block of text, image or document as parts of a message. */
export function toParts(block: ResultBlock): readonly ContentPart[] {
  switch (block.type) {
    case 'text':
      return [text(block.text)];
    case 'image':
      return [{ type: 'image_url', image_url: { url: imageUrl(block) } }];
    case 'document':
      return documentParts(block);
  }
}

function imageUrl({ source }: ImageBlockDto): string {
  return source.type === 'url' ? source.url : `data:${source.media_type};base64,${source.data}`;
}

/** A document that is text goes as text, which every model reads; a PDF as a file. */
function documentParts({ source, title, context }: DocumentBlockDto): readonly ContentPart[] {
  if (source.type === 'text') {
    return [
      text([title, context, source.data].filter((piece) => piece != null && piece !== '').join('\n\n')),
    ];
  }
  const file_data = `data:${source.media_type};base64,${source.data}`;
  const file: ContentPart = { type: 'file', file: { file_data, filename: title || UNTITLED } };
  return context ? [text(context), file] : [file];
}
