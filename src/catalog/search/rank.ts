import { foldedWords } from './words.js';

export interface Candidate {
  id: number;
  title: string;
  subtitle: string | null;
  author: string;
  stock: number | null;
  shelfPosition: number;
}

/** Reads the names of the contributors and subjects of books, by id. */
export type ReadNames = (ids: readonly number[]) => Promise<ReadonlyMap<number, string>>;

/**
 * What a word is worth by where it stands, and less where only the beginning is the same. The beginning of a word of the
 * title is worth no less than a whole word elsewhere: where it is in the title, nobody looks elsewhere.
 */
const IN_TITLE = 4;
const ELSEWHERE = 2;
const BEGINNING = 0.5;
const SAME_BEGINNING = 10;
const SOLD_OUT = -100;

/**
 * The books in which every word of the text begins a word, the best first: whole words of short titles. Only books that their
 * title, subtitle and author leave undecided are passed to `readNames`, the slowest part.
 */
export async function rank(
  text: string,
  candidates: readonly Candidate[],
  readNames: ReadNames,
): Promise<number[]> {
  const words = foldedWords(text);
  const books = candidates.map((candidate) => new WordsOfBook(candidate));
  const undecided = books.filter((book) => !words.every((word) => book.isDecided(word)));
  await addNamesTo(undecided, readNames);
  const scored = books.flatMap((book) => {
    const score = scoreOf(words, book);
    return score === null ? [] : { ...book.candidate, score };
  });
  scored.sort((one, other) => other.score - one.score || one.shelfPosition - other.shelfPosition);
  return scored.map(({ id }) => id);
}

async function addNamesTo(books: readonly WordsOfBook[], readNames: ReadNames) {
  if (books.length === 0) return;
  const names = await readNames(books.map(({ candidate }) => candidate.id));
  for (const book of books) book.addNames(names.get(book.candidate.id) ?? '');
}

/** Null if a word is missing. */
function scoreOf(words: readonly string[], book: WordsOfBook): number | null {
  let score = book.candidate.stock === 0 ? SOLD_OUT : 0;
  for (const word of new Set(words)) {
    const worth = book.worthOf(word);
    if (worth === 0) return null;
    score += worth;
  }
  if (`${book.title.join(' ')} `.startsWith(`${words.join(' ')} `)) score += SAME_BEGINNING;
  return score - book.title.length / 100;
}

class WordsOfBook {
  readonly title: readonly string[];
  #otherWords: readonly string[] | undefined;

  constructor(readonly candidate: Candidate) {
    this.title = foldedWords(candidate.title);
  }

  /** Of contributors and subjects. */
  addNames(names: string) {
    this.#otherWords = [...this.otherWords, ...foldedWords(names)];
  }

  /** More names cannot change what the word is worth. */
  isDecided(word: string): boolean {
    return match(word, this.title) > 0 || this.otherWords.includes(word);
  }

  worthOf(word: string): number {
    return IN_TITLE * match(word, this.title) || ELSEWHERE * match(word, this.otherWords);
  }

  /** Folded when they are first asked for: most words are in the title. */
  get otherWords(): readonly string[] {
    const { subtitle, author } = this.candidate;
    return (this.#otherWords ??= foldedWords([subtitle, author].join(' ')));
  }
}

function match(word: string, words: readonly string[]): number {
  if (words.includes(word)) return 1;
  return words.some((each) => each.startsWith(word)) ? BEGINNING : 0;
}
