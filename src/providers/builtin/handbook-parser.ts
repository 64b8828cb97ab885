/** A piece of a section as it is shown: a paragraph, a list or a block of code, in Markdown. */
export interface Block {
  readonly kind: 'paragraph' | 'list' | 'code';
  readonly text: string;
}

/** A section of the handbook. */
export interface Section {
  readonly chapter: string;
  readonly title: string;
  /** Words that people use for the topic; searched, never shown. */
  readonly keywords: string;
  /** In order. The first is a paragraph that answers the section's question by itself. */
  readonly blocks: readonly [Block, ...Block[]];
}

/**
 * Reads a chapter: `# Chapter`, then sections of `## Title`, a `Keywords:` line and blocks parted by blank
 * lines.
 * @param file named in errors
 * @throws Error naming the file and the section that breaks the form
 */
export function parseChapter(file: string, markdown: string): Section[] {
  const [head = '', ...parts] = markdown.split(/^## /m);
  const chapter = /^# (.+)$/m.exec(head)?.[1];
  if (!chapter) throw new Error(`${file}: the first line must be the chapter's title`);
  return parts.map((part) => parseSection(file, chapter, part));
}

function parseSection(file: string, chapter: string, part: string): Section {
  const [title = '', second = '', ...rest] = part.trim().split('\n');
  const keywords = /^Keywords: (.+)$/.exec(second)?.[1];
  if (!keywords) throw new Error(`${file}: section "${title}" lacks its Keywords line`);
  const [first, ...more] = splitBlocks(rest.join('\n'));
  if (first?.kind !== 'paragraph') throw new Error(`${file}: section "${title}" must begin with a paragraph`);
  return { chapter, title: title.trim(), keywords, blocks: [first, ...more] };
}

/** Blank lines part blocks, except inside of a code fence. */
function splitBlocks(body: string): Block[] {
  const blocks = body.match(/^```[\s\S]*?^```$|(?:^(?!```).+(?:\n|$))+/gm) ?? [];
  return blocks.map((block) => {
    const text = block.trim();
    if (text.startsWith('```')) return { kind: 'code', text };
    return { kind: /^(?:- |\d+\. )/.test(text) ? 'list' : 'paragraph', text };
  });
}
