import { foldedWords } from './words.js';

export interface Candidate {
  id: number;
  title: string;
  subtitle: string | null;
  author: string;
  subjects: string | null;
  stock: number | null;
  shelfPosition: number;
}

/**
 * What a word is worth by where it stands, and less where only the beginning is the same. The beginning of a word of the
 * title is worth no less than a whole word elsewhere: where it is in the title, nobody looks elsewhere.
 */
const IN_TITLE = 4;
const ELSEWHERE = 2;
const BEGINNING = 0.5;
const SAME_BEGINNING = 10;
const SOLD_OUT = -100;

/** The books in which every word of the text begins a word, the best first: whole words of short titles. */
export function rank(text: string, candidates: readonly Candidate[]): number[] {
  const words = foldedWords(text);
  const scored = candidates.flatMap((candidate) => {
    const score = scoreOf(words, candidate);
    return score === null ? [] : { ...candidate, score };
  });
  scored.sort((one, other) => other.score - one.score || one.shelfPosition - other.shelfPosition);
  return scored.map(({ id }) => id);
}

/** Null if a word is missing. */
function scoreOf(words: readonly string[], candidate: Candidate): number | null {
  const title = foldedWords(candidate.title);
  let rest: readonly string[] | undefined;
  let score = candidate.stock === 0 ? SOLD_OUT : 0;
  for (const word of new Set(words)) {
    const inTitle = match(word, title);
    const worth =
      inTitle > 0 ? IN_TITLE * inTitle : ELSEWHERE * match(word, (rest ??= elsewhere(candidate)));
    if (worth === 0) return null;
    score += worth;
  }
  if (`${title.join(' ')} `.startsWith(`${words.join(' ')} `)) score += SAME_BEGINNING;
  return score - title.length / 100;
}

function elsewhere({ subtitle, author, subjects }: Candidate): string[] {
  return foldedWords([subtitle, author, subjects].join(' '));
}

function match(word: string, words: readonly string[]): number {
  if (words.includes(word)) return 1;
  return words.some((each) => each.startsWith(word)) ? BEGINNING : 0;
}
