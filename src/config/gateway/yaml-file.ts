import { isMap, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import { ConfigurationError } from '../configuration-error';
import type { Path } from './faults';

/**
 * The braces of a reference such as `${NAME}` are hidden from the parser, to which `{ key: ${NAME} }` would
 * be one mapping inside another. Noncharacters stand for them, so every position stays what it is.
 */
const REFERENCE = /\$\{([^{}\n]*)\}/g;
const hideBraces = (text: string): string => text.replace(REFERENCE, '$\ufdd0$1\ufdd1');
const showBraces = (text: string): string => text.replaceAll('\ufdd0', '{').replaceAll('\ufdd1', '}');

/** A parsed YAML file that knows where its values stand. */
export class YamlFile {
  private constructor(
    /** The parsed value; null where the file is empty. */
    readonly value: unknown,
    private readonly document: ReturnType<typeof parseDocument>,
    private readonly lines: LineCounter,
  ) {}

  /** @throws ConfigurationError when the text is no YAML, with lines and columns */
  static parse(file: string, text: string): YamlFile {
    const lines = new LineCounter();
    const document = parseDocument(hideBraces(text), { lineCounter: lines, prettyErrors: false });
    if (document.errors.length > 0) {
      throw new ConfigurationError(
        document.errors.map(({ message, pos }) => `${file}:${lines.linePos(pos[0]).line}: ${message}`),
      );
    }
    visit(document, {
      Scalar: (_, node) => {
        if (typeof node.value === 'string') node.value = showBraces(node.value);
      },
    });
    return new YamlFile(document.toJS(), document, lines);
  }

  /** The line of the deepest value on a path that the file has, counted from 1. */
  lineOf(path: Path): number | undefined {
    let node: unknown = this.document.contents;
    let offset: number | undefined;
    for (const key of path) {
      if (isMap(node)) {
        const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key));
        if (!pair) break;
        offset = isScalar(pair.key) ? pair.key.range?.[0] : offset;
        node = pair.value;
      } else if (isSeq(node)) {
        node = node.items[Number(key)];
        offset = (node as { range?: [number, number, number] } | undefined)?.range?.[0] ?? offset;
      } else {
        break;
      }
    }
    return offset === undefined ? undefined : this.lines.linePos(offset).line;
  }
}
