import { readFileSync } from 'node:fs';

/** The blocks of code of one language in a page of the documentation, which is a file. */
function printedIn(page: string, language: string): string[] {
  const text = readFileSync(page, 'utf8');
  const blocks = text.matchAll(/^```(\w+)\n(.*?)^```$/gms);
  return [...blocks].flatMap(([, tag, code = '']) => (tag === language ? [code] : []));
}

/** The one block that contains these words. */
export function printedWith(page: string, language: string, words: string): string {
  const [found, ...others] = printedIn(page, language).filter((code) => code.includes(words));
  if (found === undefined || others.length > 0) {
    throw new Error(`${page} should have one block of ${language} with “${words}”`);
  }
  return found;
}
