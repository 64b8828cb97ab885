import { readdirSync, readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import MiniSearch from 'minisearch';
import { parseChapter, type Section } from './handbook-parser';
import { isTelling, stem, wordsOf } from './words';

/** A section that a search found. */
export interface Hit {
  readonly section: Section;
  /** The part of the question that the section's words cover, by weight, from 0 to 1. */
  readonly coverage: number;
}

interface Indexed {
  readonly search: MiniSearch;
  readonly sections: readonly Section[];
  /** In how many sections a term occurs. */
  readonly frequency: ReadonlyMap<string, number>;
}

/** Shortest stem in which one wrong letter is forgiven. */
const FUZZY_FROM = 5;
const FIELDS = ['title', 'keywords', 'chapter', 'text'];
/** What a covered term counts that is only near to one of the handbook's, or only occurs in passing. */
const NEAR_COUNTS = 0.4;
const PASSING_COUNTS = 0.6;

/** The handbook, searchable. Loaded at the first use unless {@link load} came first. */
export class Handbook {
  private indexed: Indexed | undefined;

  /** @param folder where the chapters are, one Markdown file each */
  constructor(private readonly folder = join(__dirname, 'handbook')) {}

  /** Every section, in the order of the files. */
  get sections(): readonly Section[] {
    return this.index().sections;
  }

  /** Loads and indexes without holding up the event loop for the files. */
  async load(): Promise<void> {
    const files = (await readdir(this.folder)).filter(isChapter).sort();
    const texts = await Promise.all(files.map((file) => readFile(join(this.folder, file), 'utf8')));
    this.indexed ??= buildIndex(files.flatMap((file, i) => parseChapter(file, texts[i])));
  }

  /** The sections that answer a question best, best first. */
  search(terms: readonly string[], most: number): Hit[] {
    const { search, sections, frequency } = this.index();
    const asked = [...new Set(terms.map(stem))];
    const weights = asked.map((term) => Math.log(1 + sections.length / (frequency.get(term) ?? 0.5)));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const results = search.search(asked.join(' '), {
      boost: { title: 4, keywords: 3, chapter: 1.5 },
      fuzzy: (term) => (term.length >= FUZZY_FROM ? 1 : false),
      combineWith: 'OR',
    });
    return results.slice(0, most).map(({ id, queryTerms, match }) => {
      const covered = asked.reduce((sum, term, i) => {
        if (!queryTerms.includes(term)) return sum;
        const counts = !frequency.has(term) ? NEAR_COUNTS : inPassing(match[term]) ? PASSING_COUNTS : 1;
        return sum + weights[i] * counts;
      }, 0);
      return { section: sections[id as number], coverage: total === 0 ? 0 : covered / total };
    });
  }

  private index(): Indexed {
    if (!this.indexed) {
      const files = readdirSync(this.folder).filter(isChapter).sort();
      this.indexed = buildIndex(
        files.flatMap((file) => parseChapter(file, readFileSync(join(this.folder, file), 'utf8'))),
      );
    }
    return this.indexed;
  }
}

const inPassing = (fields?: readonly string[]): boolean => fields?.every((field) => field === 'text') ?? true;
const isChapter = (file: string): boolean => file.endsWith('.md');
const termsOf = (text: string): string[] => wordsOf(text).filter(isTelling).map(stem);

/** Reads every text once: at a start this is most of what there is to wait for after the modules. */
function buildIndex(sections: readonly Section[]): Indexed {
  const ofSection = new Set<string>();
  const search = new MiniSearch({
    fields: FIELDS,
    tokenize(text) {
      const terms = termsOf(text);
      for (const term of terms) ofSection.add(term);
      return terms;
    },
    processTerm: (term) => term,
    searchOptions: { tokenize: termsOf },
  });
  const frequency = new Map<string, number>();
  sections.forEach(({ title, keywords, chapter, blocks }, id) => {
    search.add({ id, title, keywords, chapter, text: blocks.map((block) => block.text).join('\n') });
    for (const term of ofSection) frequency.set(term, (frequency.get(term) ?? 0) + 1);
    ofSection.clear();
  });
  return { search, sections, frequency };
}
