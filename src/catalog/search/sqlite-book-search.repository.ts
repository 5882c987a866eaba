import { Injectable } from '@nestjs/common';
import { DatabaseService } from '../../database/database.service.js';
import { toIsbn13 } from '../domain/isbn.js';
import { BookSearch, type FoundBooks } from './book-search.js';
import { type Candidate, rank } from './rank.js';
import { toWords } from './words.js';

/** Matches that are read and ranked: of more, the first ones in the index. */
const MAX_CANDIDATES = 500;
/** Enough whole words: their beginnings are not looked for. */
const ENOUGH = 24;
/** So many words are together in few books, so that whole ones need not be looked for first. */
const MANY_WORDS = 4;
const MAX_SUBJECTS = 50;
const MIN_PREFIX = 3;

const MATCHES = `SELECT rowid AS "id" FROM "BookSearch" WHERE "BookSearch" MATCH ? LIMIT ${MAX_CANDIDATES}`;
const SUBJECTS = `SELECT "code" FROM "SubjectSearch" WHERE "SubjectSearch" MATCH ? LIMIT ${MAX_SUBJECTS}`;
const IN_SUBJECTS = `SELECT "bookId" AS "id" FROM json_each(?) CROSS JOIN "BookSubject" ON "subjectCode" = "value"
  WHERE "shelfPosition" IS NOT NULL LIMIT ${MAX_CANDIDATES}`;
const CANDIDATES = `SELECT "Book"."id", "title", "subtitle", "stock", "shelfPosition",
    concat_ws(' ', "author", (SELECT group_concat("name", ' ') FROM "BookContributor" WHERE "bookId" = "Book"."id")) AS "author",
    (SELECT group_concat("name", ' ') FROM "BookSubject" JOIN "Subject" ON "code" = "subjectCode" WHERE "bookId" = "Book"."id") AS "subjects"
  FROM json_each(?) JOIN "Book" ON "Book"."id" = "value"`;
const ISBN = `SELECT "id" FROM "Book" WHERE "isbn" = ? AND "withdrawnAt" IS NULL`;

interface Row {
  id: number;
}

/** Over the full-text index BookSearch, which triggers keep: see decision 16. */
@Injectable()
export class SqliteBookSearch extends BookSearch {
  constructor(private readonly database: DatabaseService) {
    super();
  }

  async find(text: string): Promise<FoundBooks> {
    const isbn = toIsbn13(text);
    const found = isbn === null ? [] : await this.#ids(ISBN, isbn);
    if (found.length > 0) return { ids: found, isComplete: true };
    const words = toWords(text);
    if (words.length === 0) return { ids: [], isComplete: true };
    const ids = await this.#matching(words);
    const list = JSON.stringify([...ids]);
    const candidates = await this.database.sql.all<Candidate>(CANDIDATES, list);
    return { ids: rank(text, candidates), isComplete: ids.size < MAX_CANDIDATES };
  }

  /** Books with the words first; where they are few, with beginnings of words, and by their subjects. */
  async #matching(words: readonly string[]): Promise<ReadonlySet<number>> {
    const isLong = words.length >= MANY_WORDS;
    const ids = new Set(isLong ? [] : await this.#ids(MATCHES, allOf(words)));
    if (ids.size < ENOUGH) add(ids, await this.#ids(MATCHES, allOf(words.map(begun))));
    if (ids.size < ENOUGH) add(ids, await this.#bySubject(words));
    return ids;
  }

  /** Books of which some of the words are in the names of their subjects. */
  async #bySubject(words: readonly string[]): Promise<number[]> {
    const codes = await Promise.all(words.map((word) => this.#subjectsWith(word)));
    const others = words.filter((_, at) => codes[at]?.length === 0);
    if (others.length === words.length) return [];
    if (others.length > 0) return this.#ids(MATCHES, allOf(others.map(begun)));
    // Those of the rarest word, as far as its subjects tell.
    const [fewest = []] = codes.toSorted((one, other) => one.length - other.length);
    return this.#ids(IN_SUBJECTS, JSON.stringify(fewest));
  }

  async #subjectsWith(word: string): Promise<string[]> {
    const rows = await this.database.sql.all<{ code: string }>(SUBJECTS, begun(word));
    return rows.map(({ code }) => code);
  }

  async #ids(sql: string, value: string): Promise<number[]> {
    return (await this.database.sql.all<Row>(sql, value)).map(({ id }) => id);
  }
}

function add(ids: Set<number>, more: readonly number[]) {
  for (const id of more) ids.add(id);
}

// No word is an operator: those are in capitals, and `toWords` leaves letters, digits and marks in lower case only.
const allOf = (expressions: readonly string[]) => expressions.join(' AND ');

/** Short words of letters as in English would begin too many: they stand for themselves. */
function begun(word: string): string {
  const isLatin = /^[\p{sc=Latin}\p{N}\p{M}]*$/u.test(word);
  return isLatin && word.length < MIN_PREFIX ? word : `${word}*`;
}
