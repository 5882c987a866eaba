-- By title without the case of ASCII letters, as before. An expression, because PostgreSQL has no collation like NOCASE:
-- both databases answer the same query.
DROP INDEX "Book_withdrawnAt_title_id_idx";
CREATE INDEX "Book_withdrawnAt_title_id_idx" ON "Book"("withdrawnAt", lower("title"), "id");
