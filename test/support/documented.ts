import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The project's folder. */
export const ROOT = join(__dirname, '..', '..');

/** A command of a document, and the output that the document shows for it. */
export interface DocumentedCommand {
  readonly command: string;
  readonly output: string;
}

/** What a document of the project's own says can be repeated. */
export class Documented {
  private readonly text: string;

  /** @param path from the project's folder on */
  constructor(path: string) {
    this.text = readFileSync(join(ROOT, path), 'utf8');
  }

  /** Commands that are followed by their output. */
  get commands(): DocumentedCommand[] {
    const examples = /^```bash\n((?:(?!```)[\s\S])*)```\n\n```(?:text|json)\n([\s\S]*?)^```/gm;
    return Array.from(this.text.matchAll(examples), ([, command, output]) => ({
      command: command.trim(),
      output: output.trim(),
    }));
  }

  /** Those that ask by curl. */
  get requests(): (DocumentedCommand & { readonly title: string })[] {
    return this.commands
      .filter(({ command }) => command.startsWith('curl'))
      .map((one) => ({ ...one, title: one.command.replace(/\s+/g, ' ') }));
  }

  /** Programs in JavaScript. */
  get programs(): string[] {
    return Array.from(this.text.matchAll(/^```js\n([\s\S]*?)^```/gm), ([, program]) => program);
  }
}

/** Text without what is another at every run. */
export const masked = (text: string): string =>
  text
    .replace(/\b([a-z]+[-_])[0-9a-f]{24,}\b/g, '$1…')
    .replace(/"(created|created_at)":\d+/g, '"$1":…')
    .replace(/\r/g, '')
    .trim();
