import MarkdownIt from 'markdown-it';
import type { Shop } from '../shop.js';
import { fillIn, PLACEHOLDERS, unknownPlaceholders } from './placeholders.js';

export interface Page {
  title: string;
  /** Safe: it holds no HTML of the file, and no link that runs a script. */
  html: string;
}

// CommonMark has nothing that becomes a `style` attribute, which the pages' policy forbids.
const markdownIt = new MarkdownIt('commonmark', { html: false, breaks: false });
const TITLE = /^\s*# +(\S.*?)[ #]*\n/;

/** What keeps the file from being a page, as the rest of a sentence that begins with its name. */
export function problemsOfPage(markdown: string): string[] {
  const title = TITLE.test(markdown) ? [] : ['must begin with its title, such as "# Contact"'];
  const unknown = unknownPlaceholders(markdown).map(
    (name) => `has {{${name}}}, which stands for nothing: use ${PLACEHOLDERS.join(', ')}`,
  );
  return [...title, ...unknown];
}

/** Of a file without problems. */
export function toPage(markdown: string, shop: Shop): Page {
  const filled = fillIn(markdown, shop);
  return { title: titleOf(filled), html: markdownIt.render(filled) };
}

/** As plain text. */
function titleOf(markdown: string): string {
  const [heading] = markdownIt.parseInline(TITLE.exec(markdown)?.[1] ?? '', {});
  return (heading?.children ?? []).map(({ content }) => content).join('');
}
