import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import { ConfigurationError } from '../configuration-error';
import type { Path } from './faults';

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
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
    if (document.errors.length > 0) {
      throw new ConfigurationError(
        document.errors.map(({ message, pos }) => `${file}:${lines.linePos(pos[0]).line}: ${message}`),
      );
    }
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
