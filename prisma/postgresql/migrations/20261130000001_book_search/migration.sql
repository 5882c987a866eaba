-- Without extensions, which a managed server may refuse. The words of a text, as `src/catalog/search/words.ts` folds them:
-- without case and diacritics. The first 500 characters: an index has no entry longer than 2,046 bytes.
CREATE FUNCTION "searchWords"("text" TEXT) RETURNS TEXT[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN array_remove(string_to_array(regexp_replace(
    replace(replace(replace(translate(lower(regexp_replace(left(normalize("text", NFKD), 500),
        '[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u3099\u309a]', '', 'g'
    ) COLLATE "und-x-icu"), 'øłđ', 'old'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'),
    '[^[:alnum:]]+', ' ', 'g'), ' '), '');

-- Of words with spaces between them: all of them. `*` after a word: words that begin with it. Null without a word.
CREATE FUNCTION "searchQuery"("terms" TEXT) RETURNS TSQUERY LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (
    SELECT string_agg(quote_literal("word") || CASE WHEN "term" LIKE '%*' THEN ':*' ELSE '' END, ' & ')::tsquery
    FROM string_to_table("terms", ' ') AS "term", unnest("searchWords"("term")) AS "word"
);

-- The words by which a book for sale is found. See decision 16.
CREATE VIEW "BookWords" AS
SELECT "id", array_to_tsvector("searchWords"("title") || "searchWords"("subtitle") || "searchWords"("author") || (
    SELECT array_agg("word") FROM "BookContributor", unnest("searchWords"("name")) AS "word" WHERE "bookId" = "Book"."id"
)) AS "words"
FROM "Book" WHERE "withdrawnAt" IS NULL;

CREATE TABLE "BookSearch" (
    "bookId" INTEGER NOT NULL,
    "words" TSVECTOR NOT NULL,

    CONSTRAINT "BookSearch_pkey" PRIMARY KEY ("bookId")
);
-- At once: a list of what is to be put into an index would be read by each search.
CREATE INDEX "BookSearch_words_idx" ON "BookSearch" USING gin ("words") WITH (fastupdate = off);
INSERT INTO "BookSearch" ("bookId", "words") SELECT "id", "words" FROM "BookWords";

CREATE FUNCTION "BookSearch_write"("ids" INTEGER[]) RETURNS void LANGUAGE sql AS $$
    DELETE FROM "BookSearch" WHERE "bookId" = ANY("ids") AND "bookId" NOT IN (SELECT "id" FROM "BookWords" WHERE "id" = ANY("ids"));
    INSERT INTO "BookSearch" ("bookId", "words") SELECT "id", "words" FROM "BookWords" WHERE "id" = ANY("ids")
    ON CONFLICT ("bookId") DO UPDATE SET "words" = excluded."words";
$$;

-- Once for each statement: an import adds many rows at once.
CREATE FUNCTION "Book_search_added"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM "BookSearch_write"(ARRAY(SELECT "id" FROM "changed"));
    RETURN NULL;
END $$;
CREATE TRIGGER "Book_search_insert" AFTER INSERT ON "Book"
REFERENCING NEW TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION "Book_search_added"();

CREATE FUNCTION "Book_search_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM "BookSearch_write"(ARRAY[OLD."id"]);
    RETURN NULL;
END $$;
CREATE TRIGGER "Book_search_update" AFTER UPDATE OF "title", "subtitle", "author", "withdrawnAt" ON "Book"
FOR EACH ROW WHEN (NEW."title" <> OLD."title" OR NEW."subtitle" IS DISTINCT FROM OLD."subtitle" OR NEW."author" <> OLD."author"
    OR (NEW."withdrawnAt" IS NULL) <> (OLD."withdrawnAt" IS NULL))
EXECUTE FUNCTION "Book_search_changed"();
CREATE TRIGGER "Book_search_delete" AFTER DELETE ON "Book" FOR EACH ROW EXECUTE FUNCTION "Book_search_changed"();

-- Only for whom the book's own author statement does not name: most imported rows change nothing.
CREATE FUNCTION "BookContributor_search_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM "BookSearch_write"(ARRAY(
        SELECT "id" FROM "Book" JOIN "changed" ON "bookId" = "id" WHERE strpos("author", "name") = 0
    ));
    RETURN NULL;
END $$;
CREATE TRIGGER "BookContributor_search_insert" AFTER INSERT ON "BookContributor"
REFERENCING NEW TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION "BookContributor_search_changed"();
CREATE TRIGGER "BookContributor_search_delete" AFTER DELETE ON "BookContributor"
REFERENCING OLD TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION "BookContributor_search_changed"();

CREATE FUNCTION "BookContributor_search_moved"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM "BookSearch_write"(ARRAY[OLD."bookId", NEW."bookId"]);
    RETURN NULL;
END $$;
CREATE TRIGGER "BookContributor_search_update" AFTER UPDATE OF "name", "bookId" ON "BookContributor"
FOR EACH ROW EXECUTE FUNCTION "BookContributor_search_moved"();

-- Subjects have an index of their own: a new name of one is not a new entry of each of its books.
CREATE INDEX "Subject_words_idx" ON "Subject" USING gin (array_to_tsvector("searchWords"("name"))) WITH (fastupdate = off);
