-- Adds what a shop shows of a book. Nothing is redefined.

ALTER TABLE "Book" ADD COLUMN "publicationDate" TEXT
    CONSTRAINT "Book_publicationDate_check" CHECK ("publicationDate" GLOB '[0-9][0-9][0-9][0-9]*');
UPDATE "Book" SET "publicationDate" = printf('%04d', "publishedYear") WHERE "publishedYear" IS NOT NULL;
ALTER TABLE "Book" DROP COLUMN "publishedYear";
ALTER TABLE "Book" ADD COLUMN "format" TEXT
    CONSTRAINT "Book_format_check" CHECK ("format" IN ('hardcover', 'paperback', 'ebook', 'audiobook'));
ALTER TABLE "Book" ADD COLUMN "pages" INTEGER
    CONSTRAINT "Book_pages_check" CHECK ("pages" >= 1);
ALTER TABLE "Book" ADD COLUMN "language" TEXT
    CONSTRAINT "Book_language_check" CHECK (length("language") BETWEEN 2 AND 35);
ALTER TABLE "Book" ADD COLUMN "weightGrams" INTEGER
    CONSTRAINT "Book_weightGrams_check" CHECK ("weightGrams" >= 1);
ALTER TABLE "Book" ADD COLUMN "coverFile" TEXT;
ALTER TABLE "Book" ADD COLUMN "coverType" TEXT
    CONSTRAINT "Book_coverType_check" CHECK (("coverType" IS NULL) = ("coverFile" IS NULL));
ALTER TABLE "Book" ADD COLUMN "coverWidth" INTEGER
    CONSTRAINT "Book_coverWidth_check" CHECK (("coverWidth" IS NULL) = ("coverFile" IS NULL) AND coalesce("coverWidth", 1) >= 1);
ALTER TABLE "Book" ADD COLUMN "coverHeight" INTEGER
    CONSTRAINT "Book_coverHeight_check" CHECK (("coverHeight" IS NULL) = ("coverFile" IS NULL) AND coalesce("coverHeight", 1) >= 1);

-- CreateTable
CREATE TABLE "BookContributor" (
    "bookId" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "role" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    PRIMARY KEY ("bookId", "position"),
    CONSTRAINT "BookContributor_position_check" CHECK ("position" >= 1),
    CONSTRAINT "BookContributor_role_check" CHECK ("role" IN ('author', 'editor', 'translator', 'illustrator', 'foreword', 'introduction', 'narrator', 'photographer', 'contributor')),
    CONSTRAINT "BookContributor_bookId_fkey" FOREIGN KEY ("bookId") REFERENCES "Book" ("id") ON DELETE CASCADE ON UPDATE CASCADE
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "Subject" (
    "code" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "BookSubject" (
    "bookId" INTEGER NOT NULL,
    "subjectCode" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "shelfPosition" INTEGER,

    PRIMARY KEY ("bookId", "subjectCode"),
    CONSTRAINT "BookSubject_position_check" CHECK ("position" >= 1),
    CONSTRAINT "BookSubject_bookId_fkey" FOREIGN KEY ("bookId") REFERENCES "Book" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "BookSubject_subjectCode_fkey" FOREIGN KEY ("subjectCode") REFERENCES "Subject" ("code") ON DELETE RESTRICT ON UPDATE CASCADE
) WITHOUT ROWID;

-- CreateIndex
CREATE INDEX "BookContributor_name_idx" ON "BookContributor"("name");

-- CreateIndex
CREATE INDEX "BookSubject_subjectCode_shelfPosition_bookId_idx" ON "BookSubject"("subjectCode", "shelfPosition", "bookId");

-- The list of a subject is read in the order of the shelf without the books that are not for sale.
CREATE TRIGGER "BookSubject_shelfPosition_insert" AFTER INSERT ON "BookSubject"
WHEN NEW."shelfPosition" IS NOT (SELECT iif("withdrawnAt" IS NULL, "shelfPosition", NULL) FROM "Book" WHERE "id" = NEW."bookId")
BEGIN
    UPDATE "BookSubject"
    SET "shelfPosition" = (SELECT iif("withdrawnAt" IS NULL, "shelfPosition", NULL) FROM "Book" WHERE "id" = NEW."bookId")
    WHERE "bookId" = NEW."bookId" AND "subjectCode" = NEW."subjectCode";
END;

CREATE TRIGGER "BookSubject_shelfPosition_update" AFTER UPDATE OF "shelfPosition", "withdrawnAt" ON "Book"
WHEN iif(OLD."withdrawnAt" IS NULL, OLD."shelfPosition", NULL) IS NOT iif(NEW."withdrawnAt" IS NULL, NEW."shelfPosition", NULL)
BEGIN
    UPDATE "BookSubject"
    SET "shelfPosition" = iif(NEW."withdrawnAt" IS NULL, NEW."shelfPosition", NULL)
    WHERE "bookId" = NEW."id";
END;
