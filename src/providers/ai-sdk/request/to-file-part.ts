import type { LanguageModelV4FilePart } from '@ai-sdk/provider';
import type { ContentPart } from '../../../generation/message';
import { invalid, unsupported } from './refusals';

type FileContent = Extract<ContentPart, { type: 'image_url' | 'input_audio' | 'file' }>;

/** What a model fetches from an address itself: media types, perhaps with a star, → patterns of addresses. */
export type SupportedUrls = Readonly<Record<string, readonly RegExp[]>>;

const AUDIO_TYPES: Readonly<Record<string, string>> = { mp3: 'audio/mpeg', wav: 'audio/wav' };
const IMAGE_TYPES: Readonly<Record<string, string>> = {
  ...{ bmp: 'image/bmp', gif: 'image/gif', heic: 'image/heic', jpeg: 'image/jpeg', jpg: 'image/jpeg' },
  ...{ png: 'image/png', webp: 'image/webp' },
};

/**
 * An image, a recording or a file, inline or by its address. Addresses are never followed here: either the
 * provider fetches them, or the request is refused.
 * @param path of the part in the request, e.g. `messages[0].content[1]`
 * @throws GenerationError naming the part
 */
export function toFilePart(part: FileContent, path: string, urls: SupportedUrls): LanguageModelV4FilePart {
  switch (part.type) {
    case 'image_url': {
      const { url } = part.image_url;
      if (url.startsWith('data:')) return inline(url, `${path}.image_url.url`);
      return byAddress(url, `${path}.image_url.url`, urls);
    }
    case 'input_audio': {
      const { data, format } = part.input_audio;
      const mediaType = AUDIO_TYPES[format] ?? `audio/${format}`;
      return { type: 'file', mediaType, data: { type: 'data', data } };
    }
    case 'file': {
      const { file_data: data, filename } = part.file;
      if (data === undefined) {
        throw unsupported(
          `${path}.file`,
          'This model takes files inline, as file_data, and not by their id.',
        );
      }
      return { ...inline(data, `${path}.file.file_data`), ...(filename !== undefined && { filename }) };
    }
  }
}

/** `data:image/png;base64,…` (RFC 2397). */
function inline(url: string, path: string): LanguageModelV4FilePart {
  const comma = url.indexOf(',');
  const [mediaType, ...parameters] = url.slice('data:'.length, Math.max(comma, 0)).split(';');
  if (!url.startsWith('data:') || comma === -1 || !/^[\w.+-]+\/[\w.+-]+$/.test(mediaType)) {
    throw invalid(path, 'must be a data: URL with a media type');
  }
  const content = url.slice(comma + 1);
  const data = parameters.includes('base64')
    ? content
    : Buffer.from(decoded(content, path)).toString('base64');
  return { type: 'file', mediaType, data: { type: 'data', data } };
}

function decoded(text: string, path: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw invalid(path, 'must be a valid data: URL');
  }
}

function byAddress(address: string, path: string, urls: SupportedUrls): LanguageModelV4FilePart {
  const url = URL.parse(address);
  if (!url || !/^https?:$/.test(url.protocol))
    throw invalid(path, 'must be an http(s) address or a data: URL');
  const extension = /\.(\w+)$/.exec(url.pathname)?.[1].toLowerCase() ?? '';
  const mediaType = IMAGE_TYPES[extension] ?? 'image/*';
  if (!isSupported(mediaType, url.href, urls)) {
    throw unsupported(path, 'This model does not fetch this image from its address; send it as a data: URL.');
  }
  return { type: 'file', mediaType, data: { type: 'url', url } };
}

function isSupported(mediaType: string, address: string, urls: SupportedUrls): boolean {
  return Object.entries(urls).some(
    ([type, patterns]) =>
      (type === '*' ||
        type === '*/*' ||
        type === mediaType ||
        mediaType.startsWith(type.replace(/\*$/, ''))) &&
      patterns.some((pattern) => new RegExp(pattern).test(address)),
  );
}
