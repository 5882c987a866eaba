import { bitOf } from '../columns.js';
import { COLUMNS } from './tables.js';

const SLICE = '"planned" p JOIN "staged" s USING ("seq") WHERE p."seq" > $1 AND p."seq" <= $2';
const NOW = `date_trunc('milliseconds', CAST(now() AS TIMESTAMP))`;
const differs = (difference: 'contributors' | 'subjects') =>
  `p."differs" & ${bitOf(difference)} > 0`;
/** The rows that are written anew, with a list of the record as `j`. */
const written = (difference: 'contributors' | 'subjects', list: string) => `FROM "planned" p
  JOIN "staged" s USING ("seq") JOIN "Book" b ON b."slug" = s."slug", ${list}
  WHERE p."seq" > $1 AND p."seq" <= $2 AND (p."isAdded" OR ${differs(difference)})`;
const CONTRIBUTORS =
  'jsonb_array_elements(s."contributors") WITH ORDINALITY AS j("value", "position")';
const SUBJECTS = 'jsonb_array_elements_text(s."subjects") WITH ORDINALITY AS j("code", "position")';

const deleteChanged = (table: string, difference: 'contributors' | 'subjects') =>
  `DELETE FROM "${table}" WHERE "bookId" IN (SELECT p."bookId" FROM ${SLICE} AND ${differs(difference)})`;

/** Each with the range of `seq` as its parameters: after the first one, up to the second. */
export const WRITE_BOOKS = [
  `INSERT INTO "Book" ("slug", "stock", "withdrawnAt", "createdAt", "updatedAt", ${COLUMNS.join()})
   SELECT s."slug", s."stock", CASE WHEN s."withdrawn" THEN ${NOW} END, ${NOW}, ${NOW}, ${COLUMNS.map((name) => `s.${name}`).join()}
   FROM ${SLICE} AND p."isAdded" ORDER BY p."seq"`,
  // Only rows whose value is another one have their indexes written.
  `UPDATE "Book" b SET ${COLUMNS.map((name) => `${name} = x.${name}`).join()}, "updatedAt" = ${NOW},
     "withdrawnAt" = CASE WHEN x."withdrawn" THEN coalesce(b."withdrawnAt", ${NOW}) END
   FROM (SELECT p."bookId", s.* FROM ${SLICE} AND NOT p."isAdded" ORDER BY p."bookId") x WHERE b."id" = x."bookId"`,
  deleteChanged('BookContributor', 'contributors'),
  deleteChanged('BookSubject', 'subjects'),
  `INSERT INTO "BookContributor" ("bookId", "position", "role", "name")
   SELECT b."id", j."position", j."value" ->> 0, j."value" ->> 1 ${written('contributors', CONTRIBUTORS)}`,
  `INSERT INTO "BookSubject" ("bookId", "subjectCode", "position")
   SELECT b."id", j."code", j."position" ${written('subjects', SUBJECTS)}`,
];

/** No row if there is nothing to write: a statement alone counts as a change of the catalogue. */
export const SUBJECTS_DIFFER = `SELECT FROM "stagedSubject" s
  WHERE NOT EXISTS (SELECT FROM "Subject" b WHERE b."code" = s."code" AND b."name" = s."name") LIMIT 1`;

export const WRITE_SUBJECTS = [
  `INSERT INTO "Subject" ("code", "name") SELECT "code", "name" FROM "stagedSubject" ORDER BY "code"
   ON CONFLICT ("code") DO UPDATE SET "name" = excluded."name" WHERE "Subject"."name" <> excluded."name"`,
];

/** With the range of `bookId`. */
export const WRITE_WITHDRAWALS = [
  `UPDATE "Book" SET "withdrawnAt" = ${NOW}, "updatedAt" = ${NOW} WHERE "withdrawnAt" IS NULL AND "id" IN
   (SELECT "bookId" FROM "withdrawal" WHERE "bookId" > $1 AND "bookId" <= $2)`,
];
