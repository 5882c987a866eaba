import { MAX_CANDIDATES, MAX_SUBJECTS, readsOf, type SearchSql } from '../search-sql.js';

const LISTED = 'json_array_elements_text(CAST(? AS json))';
const THESE_BOOKS = `FROM "Book" WHERE "id" = ANY(ARRAY(SELECT CAST("value" AS integer) FROM ${LISTED}))`;

/** Over tsvector and GIN: see the migration book_search for PostgreSQL. */
export const POSTGRESQL_SEARCH: SearchSql = {
  allOf: (terms) => terms.join(' '),
  matches: `SELECT "bookId" AS "id" FROM "BookSearch"
    WHERE "words" @@ "searchQuery"(?) LIMIT ${MAX_CANDIDATES}`,
  subjects: `SELECT "code" FROM "Subject"
    WHERE array_to_tsvector("searchWords"("name")) @@ "searchQuery"(?) LIMIT ${MAX_SUBJECTS}`,
  inSubjects: `SELECT "bookId" AS "id" FROM "BookSubject"
    WHERE "subjectCode" = ANY(ARRAY(SELECT ${LISTED})) AND "shelfPosition" IS NOT NULL LIMIT ${MAX_CANDIDATES}`,
  ...readsOf(THESE_BOOKS, `string_agg("name", ' ')`),
};
