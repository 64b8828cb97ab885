import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { ERROR_TRAITS } from '../../src/generation/generation-error-code';

const ROOT = join(__dirname, '..', '..');

/** Every Markdown file that people read, by its path from the root. */
const DOCUMENTS = ['.', 'docs', 'docs/decisions', 'bench']
  .filter((folder) => existsSync(join(ROOT, folder)))
  .flatMap((folder) => readdirSync(join(ROOT, folder)).map((file) => join(folder, file)))
  .filter((file) => file.endsWith('.md'));

const textOf = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** The anchors of a document's headings, as GitHub makes them. */
const anchorsOf = (file: string): string[] =>
  Array.from(textOf(file).matchAll(/^#+ (.+)$/gm), ([, title]) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

/** Links to other places of the project. */
const LINKS = DOCUMENTS.flatMap((document) =>
  Array.from(textOf(document).matchAll(/\]\((?!https?:)([^)\s]+)\)/g), ([, link]) => ({ document, link })),
);

describe('documents', () => {
  it('are there', () => {
    expect(DOCUMENTS).toEqual(expect.arrayContaining(['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md']));
    expect(LINKS.length).toBeGreaterThan(20);
  });

  it.each(LINKS)('$document links to what is there: $link', ({ document, link }) => {
    const [path, anchor] = link.split('#');
    const target = path === '' ? document : relative(ROOT, join(ROOT, dirname(document), path));
    expect(existsSync(join(ROOT, target))).toBe(true);
    if (anchor !== undefined) expect(anchorsOf(target)).toContain(anchor);
  });

  it('are what the sources refer to', () => {
    const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(join(ROOT, 'src', file), 'utf8'));
    const named = sources.flatMap((text) => Array.from(text.matchAll(/docs\/[\w-]+\.md/g), ([name]) => name));
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((name) => !existsSync(join(ROOT, name)))).toEqual([]);
  });

  it('name every code of an error', () => {
    const contract = textOf('docs/wire-contract.md');
    const rows = Array.from(
      contract.matchAll(/^\| [^|]+ \| (\d+) \| `(\w+)` \| ([^|]+) \|$/gm),
      ([, status, type, codes]) =>
        Array.from(codes.matchAll(/`(\w+)`/g), ([, code]) => [code, { status: Number(status), type }]),
    ).flat();
    const traits = Object.entries(ERROR_TRAITS).map(([code, { status, type }]) => [code, { status, type }]);
    expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(traits));
  });
});
