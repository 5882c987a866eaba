/** Matches that are read and ranked: of more, the first ones in the index. */
export const MAX_CANDIDATES = 500;
export const MAX_SUBJECTS = 50;

/** What the full-text index of a database is asked. A term is a word, or the beginning of one with `*` after it. */
export interface SearchSql {
  /** What has all of the terms, for `matches`. */
  allOf(terms: readonly string[]): string;
  /** The `id` of up to MAX_CANDIDATES books for sale. */
  matches: string;
  /** The `code` of up to MAX_SUBJECTS subjects of which a name has the term. */
  subjects: string;
  /** The `id` of up to MAX_CANDIDATES books for sale of these subjects, as JSON. */
  inSubjects: string;
  /** See `Candidate`. Of these ids, as JSON. */
  candidates: string;
  /** The `id` of each of these ids, as JSON, and the `names` of its contributors and subjects. */
  names: string;
}

/** `candidates` and `names`. `books`: FROM "Book" and which of them; `list`: the aggregate that joins names with spaces. */
export const readsOf = (books: string, list: string) => ({
  candidates: `SELECT "Book"."id", "title", "subtitle", "author", "stock", "shelfPosition" ${books}`,
  names: `SELECT "Book"."id", concat_ws(' ',
    (SELECT ${list} FROM "BookContributor" WHERE "bookId" = "Book"."id"),
    (SELECT ${list} FROM "BookSubject" JOIN "Subject" ON "code" = "subjectCode" WHERE "bookId" = "Book"."id")) AS "names" ${books}`,
});
