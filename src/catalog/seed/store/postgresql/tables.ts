import { BOOK_COLUMNS } from '../columns.js';

export const COLUMNS = BOOK_COLUMNS.map((name) => `"${name}"`);

/** With the types of the shop's columns. `differs`: see `bitOf`. */
export const CREATE_TABLES = `
  CREATE TEMPORARY TABLE "staged" AS
  SELECT 0 AS "seq", 0 AS "source", 0 AS "line", "slug", ${COLUMNS.join()}, "slug" AS "coverSource", "stock",
    FALSE AS "withdrawn", CAST('[]' AS JSONB) AS "contributors", CAST('[]' AS JSONB) AS "subjects" FROM "Book" LIMIT 0;
  ALTER TABLE "staged" ADD PRIMARY KEY ("seq");
  CREATE UNIQUE INDEX ON "staged" ("slug");
  CREATE UNIQUE INDEX ON "staged" ("isbn");
  CREATE TEMPORARY TABLE "stagedSubject" AS SELECT "code", "name", 0 AS "line" FROM "Subject" LIMIT 0;
  ALTER TABLE "stagedSubject" ADD PRIMARY KEY ("code");
  CREATE TEMPORARY TABLE "planned" (
    "seq" INTEGER PRIMARY KEY, "bookId" INTEGER, "isAdded" BOOLEAN NOT NULL, "differs" INTEGER NOT NULL
  );
  CREATE TEMPORARY TABLE "withdrawal" ("bookId" INTEGER PRIMARY KEY);
`;
