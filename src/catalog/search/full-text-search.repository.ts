import { Injectable } from '@nestjs/common';
import { DatabaseService } from '../../database/database.service.js';
import { toIsbn13 } from '../domain/isbn.js';
import { BookSearch, type FoundBooks } from './book-search.js';
import { POSTGRESQL_SEARCH } from './postgresql/search-sql.js';
import { type Candidate, rank } from './rank.js';
import { MAX_CANDIDATES, type SearchSql } from './search-sql.js';
import { SQLITE_SEARCH } from './sqlite/search-sql.js';
import { toWords } from './words.js';

/** Enough whole words: their beginnings are not looked for. */
const ENOUGH = 24;
/** So many words are together in few books, so that whole ones need not be looked for first. */
const MANY_WORDS = 4;
const MIN_PREFIX = 3;

const ISBN = `SELECT "id" FROM "Book" WHERE "isbn" = ? AND "withdrawnAt" IS NULL`;

interface Named {
  id: number;
  names: string;
}

/** Over the full-text index of the database, which triggers keep: see decision 16. */
@Injectable()
export class FullTextSearch extends BookSearch {
  readonly #searchSql: SearchSql;

  constructor(private readonly database: DatabaseService) {
    super();
    this.#searchSql = database.kind === 'sqlite' ? SQLITE_SEARCH : POSTGRESQL_SEARCH;
  }

  async find(text: string): Promise<FoundBooks> {
    const isbn = toIsbn13(text);
    const found = isbn === null ? [] : await this.#ids(ISBN, isbn);
    if (found.length > 0) return { ids: found, isComplete: true };
    const words = toWords(text);
    if (words.length === 0) return { ids: [], isComplete: true };
    const ids = await this.#matching(words);
    const { candidates } = this.#searchSql;
    const rows = await this.database.sql.all<Candidate>(candidates, JSON.stringify([...ids]));
    const ranked = await rank(text, rows, (some) => this.#namesOf(some));
    return { ids: ranked, isComplete: ids.size < MAX_CANDIDATES };
  }

  async #namesOf(ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
    const rows = await this.database.sql.all<Named>(this.#searchSql.names, JSON.stringify(ids));
    return new Map(rows.map(({ id, names }) => [id, names]));
  }

  /** Books with the words first; where they are few, with beginnings of words, and by their subjects. */
  async #matching(words: readonly string[]): Promise<ReadonlySet<number>> {
    const isLong = words.length >= MANY_WORDS;
    const ids = new Set(isLong ? [] : await this.#booksWith(words));
    if (ids.size < ENOUGH) add(ids, await this.#booksWith(words.map(begun)));
    if (ids.size < ENOUGH) add(ids, await this.#bySubject(words));
    return ids;
  }

  /** Books of which some of the words are in the names of their subjects. */
  async #bySubject(words: readonly string[]): Promise<number[]> {
    const codes = await Promise.all(words.map((word) => this.#subjectsWith(word)));
    const others = words.filter((_, at) => codes[at]?.length === 0);
    if (others.length === words.length) return [];
    if (others.length > 0) return this.#booksWith(others.map(begun));
    // Those of the rarest word, as far as its subjects tell.
    const [fewest = []] = codes.toSorted((one, other) => one.length - other.length);
    return this.#ids(this.#searchSql.inSubjects, JSON.stringify(fewest));
  }

  async #subjectsWith(word: string): Promise<string[]> {
    const { subjects } = this.#searchSql;
    const rows = await this.database.sql.all<{ code: string }>(subjects, begun(word));
    return rows.map(({ code }) => code);
  }

  #booksWith(terms: readonly string[]): Promise<number[]> {
    return this.#ids(this.#searchSql.matches, this.#searchSql.allOf(terms));
  }

  async #ids(sql: string, value: string): Promise<number[]> {
    return (await this.database.sql.all<{ id: number }>(sql, value)).map(({ id }) => id);
  }
}

function add(ids: Set<number>, more: readonly number[]) {
  for (const id of more) ids.add(id);
}

/** Short words of letters as in English would begin too many: they stand for themselves. */
function begun(word: string): string {
  const isLatin = /^[\p{sc=Latin}\p{N}\p{M}]*$/u.test(word);
  return isLatin && word.length < MIN_PREFIX ? word : `${word}*`;
}
