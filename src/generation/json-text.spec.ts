import fc from 'fast-check';
import { decodeJsonText, encodeJsonText } from './json-text';

describe(encodeJsonText.name, () => {
  const anyText = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom('\ud83d', '\ude00', '"', '\\', '\n', 'a') }),
  );

  it('is what JSON writes between the quotes', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(JSON.parse(`"${encodeJsonText(text)}"`)).toBe(JSON.parse(JSON.stringify(text)));
      }),
    );
  });

  it('comes back as it was', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(decodeJsonText(encodeJsonText(text))).toBe(text);
      }),
    );
  });

  it('leaves plain text alone, and lets no lone surrogate onto the wire', () => {
    expect(encodeJsonText('plain é 漢字')).toBe('plain é 漢字');
    expect(encodeJsonText('\ud83d')).toBe('\\ud83d');
  });
});
