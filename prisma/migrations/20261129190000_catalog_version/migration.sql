-- CreateTable
CREATE TABLE "CatalogVersion" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "version" INTEGER NOT NULL
);
INSERT INTO "CatalogVersion" ("id", "version") VALUES (1, 1);

-- Counts every change of what pages show of books, whoever makes it: stored pages of another version are not shown.
CREATE TRIGGER "Book_inserted" AFTER INSERT ON "Book" BEGIN
    UPDATE "CatalogVersion" SET "version" = "version" + 1;
END;
CREATE TRIGGER "Book_updated" AFTER UPDATE ON "Book" BEGIN
    UPDATE "CatalogVersion" SET "version" = "version" + 1;
END;
CREATE TRIGGER "Book_deleted" AFTER DELETE ON "Book" BEGIN
    UPDATE "CatalogVersion" SET "version" = "version" + 1;
END;
CREATE TRIGGER "BookContributor_inserted" AFTER INSERT ON "BookContributor" BEGIN
    UPDATE "CatalogVersion" SET "version" = "version" + 1;
END;
CREATE TRIGGER "BookContributor_updated" AFTER UPDATE ON "BookContributor" BEGIN
    UPDATE "CatalogVersion" SET "version" = "version" + 1;
END;
CREATE TRIGGER "BookContributor_deleted" AFTER DELETE ON "BookContributor" BEGIN
    UPDATE "CatalogVersion" SET "version" = "version" + 1;
END;
CREATE TRIGGER "BookSubject_inserted" AFTER INSERT ON "BookSubject" BEGIN
    UPDATE "CatalogVersion" SET "version" = "version" + 1;
END;
CREATE TRIGGER "BookSubject_updated" AFTER UPDATE ON "BookSubject" BEGIN
    UPDATE "CatalogVersion" SET "version" = "version" + 1;
END;
CREATE TRIGGER "BookSubject_deleted" AFTER DELETE ON "BookSubject" BEGIN
    UPDATE "CatalogVersion" SET "version" = "version" + 1;
END;
CREATE TRIGGER "Subject_inserted" AFTER INSERT ON "Subject" BEGIN
    UPDATE "CatalogVersion" SET "version" = "version" + 1;
END;
CREATE TRIGGER "Subject_updated" AFTER UPDATE ON "Subject" BEGIN
    UPDATE "CatalogVersion" SET "version" = "version" + 1;
END;
CREATE TRIGGER "Subject_deleted" AFTER DELETE ON "Subject" BEGIN
    UPDATE "CatalogVersion" SET "version" = "version" + 1;
END;
