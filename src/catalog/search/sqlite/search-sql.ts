import { MAX_CANDIDATES, MAX_SUBJECTS, readsOf, type SearchSql } from '../search-sql.js';

const THESE_BOOKS = 'FROM json_each(?) JOIN "Book" ON "Book"."id" = "value"';

/** Over FTS5: see the migration book_search for SQLite. */
export const SQLITE_SEARCH: SearchSql = {
  // No word is an operator: those are in capitals, and `toWords` leaves letters, digits and marks in lower case only.
  allOf: (terms) => terms.join(' AND '),
  matches: `SELECT rowid AS "id" FROM "BookSearch" WHERE "BookSearch" MATCH ? LIMIT ${MAX_CANDIDATES}`,
  subjects: `SELECT "code" FROM "SubjectSearch" WHERE "SubjectSearch" MATCH ? LIMIT ${MAX_SUBJECTS}`,
  inSubjects: `SELECT "bookId" AS "id" FROM json_each(?) CROSS JOIN "BookSubject" ON "subjectCode" = "value"
    WHERE "shelfPosition" IS NOT NULL LIMIT ${MAX_CANDIDATES}`,
  ...readsOf(THESE_BOOKS, `group_concat("name", ' ')`),
};
