import { toFilePart } from './to-file-part';

const image = (url: string, urls: Record<string, RegExp[]> = {}) =>
  toFilePart({ type: 'image_url', image_url: { url } }, 'messages[0].content[0]', urls);
const EVERYWHERE = { 'image/*': [/^https:\/\//] };

describe(toFilePart.name, () => {
  it.each([
    ['data:image/png;base64,iVBORw0=', 'image/png', 'iVBORw0='],
    ['data:image/svg+xml;charset=utf-8,%3Csvg/%3E', 'image/svg+xml', 'PHN2Zy8+'],
  ])('takes %s apart', (url, mediaType, data) => {
    expect(image(url)).toEqual({ type: 'file', mediaType, data: { type: 'data', data } });
  });

  it.each([
    ['mp3', 'audio/mpeg'],
    ['wav', 'audio/wav'],
  ])('takes recordings in %s', (format, mediaType) => {
    const part = toFilePart({ type: 'input_audio', input_audio: { data: 'AAAA', format } }, 'x', {});
    expect(part).toEqual({ type: 'file', mediaType, data: { type: 'data', data: 'AAAA' } });
  });

  it('takes files with their names', () => {
    const file = { file_data: 'data:application/pdf;base64,JVBERg==', filename: 'a.pdf' };
    expect(toFilePart({ type: 'file', file }, 'x', {})).toEqual({
      ...{ type: 'file', mediaType: 'application/pdf', filename: 'a.pdf' },
      data: { type: 'data', data: 'JVBERg==' },
    });
  });

  it.each([
    ['https://example.org/a.JPG?size=1', EVERYWHERE, 'image/jpeg'],
    ['https://example.org/picture', EVERYWHERE, 'image/*'],
    ['https://example.org/a.webp', { 'image/webp': [/^https:\/\//] }, 'image/webp'],
    ['https://example.org/a.webp', { '*': [/^https:\/\/example\.org\//g] }, 'image/webp'],
  ])('leaves %s to a provider that fetches it', (url, urls, mediaType) => {
    expect(image(url, urls)).toEqual({
      ...{ type: 'file', mediaType },
      data: { type: 'url', url: new URL(url) },
    });
  });

  it.each([
    ['https://example.org/a.png', {}, 'unsupported_value'],
    ['https://example.org/a.png', { 'image/webp': [/^https:\/\//] }, 'unsupported_value'],
    ['http://example.org/a.png', EVERYWHERE, 'unsupported_value'],
    ['file:///etc/passwd', { '*': [/./] }, 'invalid_value'],
    ['nowhere', EVERYWHERE, 'invalid_value'],
    ['data:;base64,AAAA', EVERYWHERE, 'invalid_value'],
    ['data:image/png', EVERYWHERE, 'invalid_value'],
    ['data:image/png,%E0%A4%A', EVERYWHERE, 'invalid_value'],
  ])('refuses %s where the provider fetches %j', (url, urls, code) => {
    const param = 'messages[0].content[0].image_url.url';
    expect(() => image(url, urls as Record<string, RegExp[]>)).toThrow(
      expect.objectContaining({ code, param }) as Error,
    );
  });
});
