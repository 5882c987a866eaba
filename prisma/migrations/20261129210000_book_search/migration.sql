-- The words by which a book for sale is found. SQLite folds diacritics; letters that have none to fold are replaced here.
-- See decision 16. `src/catalog/search/words.ts` does the same to what is searched for.
CREATE VIEW "BookWords" AS
SELECT "id", replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
        concat_ws(' ', "title", "subtitle", "author", (SELECT group_concat("name", ' ') FROM "BookContributor" WHERE "bookId" = "Book"."id")), 'ß', 'ss'), 'ẞ', 'ss'), 'æ', 'ae'), 'Æ', 'ae'), 'œ', 'oe'), 'Œ', 'oe'), 'ø', 'o'), 'Ø', 'o'), 'ł', 'l'), 'Ł', 'l'), 'đ', 'd'), 'Đ', 'd') AS "words"
FROM "Book" WHERE "withdrawnAt" IS NULL;

-- It keeps no copy of the words. Prefixes of three and four letters have an index of their own.
CREATE VIRTUAL TABLE "BookSearch" USING fts5(
    "words", content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2', prefix='3 4'
);
INSERT INTO "BookSearch" (rowid, "words") SELECT "id", "words" FROM "BookWords";

CREATE TRIGGER "Book_search_insert" AFTER INSERT ON "Book" WHEN NEW."withdrawnAt" IS NULL
BEGIN
    INSERT OR REPLACE INTO "BookSearch" (rowid, "words") SELECT "id", "words" FROM "BookWords" WHERE "id" = NEW."id";
END;

CREATE TRIGGER "Book_search_update" AFTER UPDATE OF "title", "subtitle", "author", "withdrawnAt" ON "Book"
WHEN NEW."title" IS NOT OLD."title" OR NEW."subtitle" IS NOT OLD."subtitle" OR NEW."author" IS NOT OLD."author"
    OR (NEW."withdrawnAt" IS NULL) <> (OLD."withdrawnAt" IS NULL)
BEGIN
    DELETE FROM "BookSearch" WHERE rowid = NEW."id";
    INSERT INTO "BookSearch" (rowid, "words") SELECT "id", "words" FROM "BookWords" WHERE "id" = NEW."id";
END;

CREATE TRIGGER "Book_search_delete" AFTER DELETE ON "Book"
BEGIN
    DELETE FROM "BookSearch" WHERE rowid = OLD."id";
END;

-- Only for whom the book's own author statement does not name: most imported rows change nothing.
CREATE TRIGGER "BookContributor_search_insert" AFTER INSERT ON "BookContributor"
WHEN EXISTS (SELECT 1 FROM "Book" WHERE "id" = NEW."bookId" AND instr("author", NEW."name") = 0)
BEGIN
    INSERT OR REPLACE INTO "BookSearch" (rowid, "words") SELECT "id", "words" FROM "BookWords" WHERE "id" = NEW."bookId";
END;

CREATE TRIGGER "BookContributor_search_update" AFTER UPDATE OF "name", "bookId" ON "BookContributor"
BEGIN
    INSERT OR REPLACE INTO "BookSearch" (rowid, "words")
    SELECT "id", "words" FROM "BookWords" WHERE "id" IN (OLD."bookId", NEW."bookId");
END;

CREATE TRIGGER "BookContributor_search_delete" AFTER DELETE ON "BookContributor"
WHEN EXISTS (SELECT 1 FROM "Book" WHERE "id" = OLD."bookId" AND instr("author", OLD."name") = 0)
BEGIN
    INSERT OR REPLACE INTO "BookSearch" (rowid, "words") SELECT "id", "words" FROM "BookWords" WHERE "id" = OLD."bookId";
END;

-- Subjects have an index of their own: a new name of one is not a new entry of each of its books.
CREATE VIRTUAL TABLE "SubjectSearch" USING fts5(
    "name", "code" UNINDEXED, tokenize='unicode61 remove_diacritics 2', prefix='3 4'
);
INSERT INTO "SubjectSearch" ("name", "code") SELECT "name", "code" FROM "Subject";

CREATE TRIGGER "Subject_search_insert" AFTER INSERT ON "Subject"
BEGIN
    INSERT INTO "SubjectSearch" ("name", "code") VALUES (NEW."name", NEW."code");
END;

CREATE TRIGGER "Subject_search_update" AFTER UPDATE OF "name", "code" ON "Subject"
BEGIN
    UPDATE "SubjectSearch" SET "name" = NEW."name", "code" = NEW."code" WHERE "code" = OLD."code";
END;

CREATE TRIGGER "Subject_search_delete" AFTER DELETE ON "Subject"
BEGIN
    DELETE FROM "SubjectSearch" WHERE "code" = OLD."code";
END;
