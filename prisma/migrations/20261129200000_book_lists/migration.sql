-- Each order of the list of all books is an index that ends with the id: the next page is found from the last book.
CREATE INDEX "Book_withdrawnAt_title_id_idx" ON "Book"("withdrawnAt", "title" COLLATE NOCASE, "id");
CREATE INDEX "Book_withdrawnAt_currency_unitPriceMinor_id_idx" ON "Book"("withdrawnAt", "currency", "unitPriceMinor", "id");
-- An expression, since a book without a date is in the list as well.
CREATE INDEX "Book_withdrawnAt_publicationDate_id_idx" ON "Book"("withdrawnAt", coalesce("publicationDate", ''), "id");

-- How many books for sale a subject has. `BookSubject.shelfPosition` is null for the others.
ALTER TABLE "Subject" ADD COLUMN "bookCount" INTEGER NOT NULL DEFAULT 0;
UPDATE "Subject" SET "bookCount" = (
    SELECT count(*) FROM "BookSubject" WHERE "subjectCode" = "code" AND "shelfPosition" IS NOT NULL
);

CREATE TRIGGER "BookSubject_bookCount_insert" AFTER INSERT ON "BookSubject"
WHEN NEW."shelfPosition" IS NOT NULL
BEGIN
    UPDATE "Subject" SET "bookCount" = "bookCount" + 1 WHERE "code" = NEW."subjectCode";
END;

CREATE TRIGGER "BookSubject_bookCount_delete" AFTER DELETE ON "BookSubject"
WHEN OLD."shelfPosition" IS NOT NULL
BEGIN
    UPDATE "Subject" SET "bookCount" = "bookCount" - 1 WHERE "code" = OLD."subjectCode";
END;

CREATE TRIGGER "BookSubject_bookCount_update" AFTER UPDATE OF "shelfPosition" ON "BookSubject"
WHEN (OLD."shelfPosition" IS NULL) <> (NEW."shelfPosition" IS NULL)
BEGIN
    UPDATE "Subject" SET "bookCount" = "bookCount" + iif(NEW."shelfPosition" IS NULL, -1, 1) WHERE "code" = NEW."subjectCode";
END;

-- The book has moved to another subject. After a change of a code itself, the count has stayed with its row.
CREATE TRIGGER "BookSubject_bookCount_move" AFTER UPDATE OF "subjectCode" ON "BookSubject"
WHEN NEW."shelfPosition" IS NOT NULL AND EXISTS (SELECT 1 FROM "Subject" WHERE "code" = OLD."subjectCode")
BEGIN
    UPDATE "Subject" SET "bookCount" = "bookCount" - 1 WHERE "code" = OLD."subjectCode";
    UPDATE "Subject" SET "bookCount" = "bookCount" + 1 WHERE "code" = NEW."subjectCode";
END;
