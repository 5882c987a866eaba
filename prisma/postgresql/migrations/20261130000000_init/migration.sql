-- Everything that the migrations for SQLite have made so far, by the same names. Search is in a migration of its own.
-- COLLATE "C" on every text: comparisons, order and lower() are SQLite's, whatever the locale of the database is.

-- CreateTable
CREATE TABLE "Book" (
    "id" SERIAL NOT NULL,
    "slug" TEXT COLLATE "C" NOT NULL,
    "isbn" TEXT COLLATE "C",
    "title" TEXT COLLATE "C" NOT NULL,
    "subtitle" TEXT COLLATE "C",
    "author" TEXT COLLATE "C" NOT NULL,
    "publisher" TEXT COLLATE "C",
    "publicationDate" TEXT COLLATE "C",
    "format" TEXT COLLATE "C",
    "pages" INTEGER,
    "language" TEXT COLLATE "C",
    "weightGrams" INTEGER,
    "description" TEXT COLLATE "C" NOT NULL,
    "unitPriceMinor" INTEGER NOT NULL,
    "currency" TEXT COLLATE "C" NOT NULL,
    "stock" INTEGER,
    "coverColor" TEXT COLLATE "C" NOT NULL,
    "coverFile" TEXT COLLATE "C",
    "coverType" TEXT COLLATE "C",
    "coverWidth" INTEGER,
    "coverHeight" INTEGER,
    "shelfPosition" INTEGER NOT NULL,
    "withdrawnAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Book_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BookContributor" (
    "bookId" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "role" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "BookContributor_pkey" PRIMARY KEY ("bookId","position")
);

-- CreateTable
CREATE TABLE "Subject" (
    "code" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "bookCount" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Subject_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "BookSubject" (
    "bookId" INTEGER NOT NULL,
    "subjectCode" TEXT COLLATE "C" NOT NULL,
    "position" INTEGER NOT NULL,
    "shelfPosition" INTEGER,

    CONSTRAINT "BookSubject_pkey" PRIMARY KEY ("bookId","subjectCode")
);

-- CreateTable
CREATE TABLE "Order" (
    "id" TEXT COLLATE "C" NOT NULL,
    "number" INTEGER NOT NULL,
    "token" TEXT COLLATE "C" NOT NULL,
    "state" TEXT COLLATE "C" NOT NULL,
    "origin" TEXT COLLATE "C" NOT NULL,
    "shopperId" TEXT COLLATE "C",
    "cartId" TEXT COLLATE "C",
    "removedFromCartAt" TIMESTAMP(3),
    "activeOrderKey" TEXT COLLATE "C",
    "currency" TEXT COLLATE "C" NOT NULL,
    "totalMinor" INTEGER NOT NULL,
    "email" TEXT COLLATE "C",
    "contactRevision" INTEGER NOT NULL DEFAULT 0,
    "createAttempt" INTEGER NOT NULL DEFAULT 1,
    "stripeMode" TEXT COLLATE "C" NOT NULL,
    "stripeAccount" TEXT COLLATE "C" NOT NULL,
    "paymentIntentId" TEXT COLLATE "C",
    "reason" TEXT COLLATE "C",
    "failedAttempts" TEXT COLLATE "C",
    "placedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "paidAt" TIMESTAMP(3),

    CONSTRAINT "Order_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OrderLine" (
    "id" SERIAL NOT NULL,
    "orderId" TEXT COLLATE "C" NOT NULL,
    "bookId" INTEGER NOT NULL,
    "slug" TEXT COLLATE "C" NOT NULL,
    "title" TEXT COLLATE "C" NOT NULL,
    "author" TEXT COLLATE "C" NOT NULL,
    "unitPriceMinor" INTEGER NOT NULL,
    "quantity" INTEGER NOT NULL,
    "reserved" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "OrderLine_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Cart" (
    "id" TEXT COLLATE "C" NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Cart_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CartItem" (
    "cartId" TEXT COLLATE "C" NOT NULL,
    "bookId" INTEGER NOT NULL,
    "quantity" INTEGER NOT NULL,
    "acceptedUnitMinor" INTEGER NOT NULL,
    "addedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastAddedAt" TIMESTAMP(3),
    "lastAddedQuantity" INTEGER,

    CONSTRAINT "CartItem_pkey" PRIMARY KEY ("cartId","bookId")
);

-- CreateTable
CREATE TABLE "LedgerEntry" (
    "id" SERIAL NOT NULL,
    "orderId" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "stripeId" TEXT COLLATE "C" NOT NULL,
    "amountMinor" INTEGER NOT NULL,
    "currency" TEXT COLLATE "C" NOT NULL,
    "recordedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "LedgerEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RefundRequest" (
    "id" TEXT COLLATE "C" NOT NULL,
    "orderId" TEXT COLLATE "C" NOT NULL,
    "activeRequestKey" TEXT COLLATE "C",
    "amountMinor" INTEGER NOT NULL,
    "isFull" BOOLEAN NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 1,
    "refundId" TEXT COLLATE "C",
    "refusalReason" TEXT COLLATE "C",
    "requestedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "RefundRequest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TimelineEntry" (
    "id" SERIAL NOT NULL,
    "orderId" TEXT COLLATE "C" NOT NULL,
    "event" TEXT COLLATE "C" NOT NULL,
    "state" TEXT COLLATE "C" NOT NULL,
    "trigger" TEXT COLLATE "C" NOT NULL,
    "detail" TEXT COLLATE "C",
    "at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "TimelineEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WebhookEvent" (
    "id" SERIAL NOT NULL,
    "eventId" TEXT COLLATE "C" NOT NULL,
    "type" TEXT COLLATE "C" NOT NULL,
    "apiVersion" TEXT COLLATE "C",
    "paymentIntentId" TEXT COLLATE "C",
    "claimedOrderId" TEXT COLLATE "C",
    "payload" TEXT COLLATE "C" NOT NULL,
    "ingestedVia" TEXT COLLATE "C" NOT NULL DEFAULT 'webhook',
    "status" TEXT COLLATE "C" NOT NULL DEFAULT 'received',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lastError" TEXT COLLATE "C",
    "createdAt" TIMESTAMP(3) NOT NULL,
    "receivedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "nextAttemptAt" TIMESTAMP(3),
    "processedAt" TIMESTAMP(3),
    "dismissedAt" TIMESTAMP(3),
    "dismissedBy" TEXT COLLATE "C",

    CONSTRAINT "WebhookEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Lease" (
    "name" TEXT COLLATE "C" NOT NULL,
    "holder" TEXT COLLATE "C" NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Lease_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "Checkpoint" (
    "name" TEXT COLLATE "C" NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Checkpoint_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "Discrepancy" (
    "id" SERIAL NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "subjectId" TEXT COLLATE "C" NOT NULL,
    "orderId" TEXT COLLATE "C",
    "shopValue" TEXT COLLATE "C" NOT NULL,
    "stripeValue" TEXT COLLATE "C" NOT NULL,
    "foundAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "resolvedAt" TIMESTAMP(3),
    "dismissedAt" TIMESTAMP(3),
    "dismissedBy" TEXT COLLATE "C",

    CONSTRAINT "Discrepancy_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Book_slug_key" ON "Book"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "Book_isbn_key" ON "Book"("isbn");

-- CreateIndex
CREATE INDEX "Book_withdrawnAt_shelfPosition_idx" ON "Book"("withdrawnAt", "shelfPosition");

-- CreateIndex
CREATE INDEX "Book_withdrawnAt_currency_unitPriceMinor_id_idx" ON "Book"("withdrawnAt", "currency", "unitPriceMinor", "id");

-- CreateIndex
CREATE INDEX "BookContributor_name_idx" ON "BookContributor"("name");

-- CreateIndex
CREATE INDEX "BookSubject_subjectCode_shelfPosition_bookId_idx" ON "BookSubject"("subjectCode", "shelfPosition", "bookId");

-- CreateIndex
CREATE UNIQUE INDEX "Order_number_key" ON "Order"("number");

-- CreateIndex
CREATE UNIQUE INDEX "Order_token_key" ON "Order"("token");

-- CreateIndex
CREATE UNIQUE INDEX "Order_activeOrderKey_key" ON "Order"("activeOrderKey");

-- CreateIndex
CREATE UNIQUE INDEX "Order_paymentIntentId_key" ON "Order"("paymentIntentId");

-- CreateIndex
CREATE INDEX "Order_state_placedAt_idx" ON "Order"("state", "placedAt");

-- CreateIndex
CREATE INDEX "Order_shopperId_placedAt_idx" ON "Order"("shopperId", "placedAt");

-- CreateIndex
CREATE INDEX "Order_cartId_removedFromCartAt_idx" ON "Order"("cartId", "removedFromCartAt");

-- CreateIndex
CREATE INDEX "OrderLine_bookId_idx" ON "OrderLine"("bookId");

-- CreateIndex
CREATE UNIQUE INDEX "OrderLine_orderId_bookId_key" ON "OrderLine"("orderId", "bookId");

-- CreateIndex
CREATE INDEX "CartItem_bookId_idx" ON "CartItem"("bookId");

-- CreateIndex
CREATE INDEX "LedgerEntry_orderId_idx" ON "LedgerEntry"("orderId");

-- CreateIndex
CREATE UNIQUE INDEX "LedgerEntry_stripeId_kind_key" ON "LedgerEntry"("stripeId", "kind");

-- CreateIndex
CREATE UNIQUE INDEX "RefundRequest_activeRequestKey_key" ON "RefundRequest"("activeRequestKey");

-- CreateIndex
CREATE INDEX "RefundRequest_orderId_idx" ON "RefundRequest"("orderId");

-- CreateIndex
CREATE INDEX "TimelineEntry_orderId_idx" ON "TimelineEntry"("orderId");

-- CreateIndex
CREATE INDEX "WebhookEvent_status_nextAttemptAt_idx" ON "WebhookEvent"("status", "nextAttemptAt");

-- CreateIndex
CREATE UNIQUE INDEX "WebhookEvent_eventId_key" ON "WebhookEvent"("eventId");

-- CreateIndex
CREATE INDEX "Discrepancy_resolvedAt_idx" ON "Discrepancy"("resolvedAt");

-- CreateIndex
CREATE INDEX "Discrepancy_orderId_idx" ON "Discrepancy"("orderId");

-- CreateIndex
CREATE UNIQUE INDEX "Discrepancy_kind_subjectId_key" ON "Discrepancy"("kind", "subjectId");

-- AddForeignKey
ALTER TABLE "BookContributor" ADD CONSTRAINT "BookContributor_bookId_fkey" FOREIGN KEY ("bookId") REFERENCES "Book"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BookSubject" ADD CONSTRAINT "BookSubject_bookId_fkey" FOREIGN KEY ("bookId") REFERENCES "Book"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BookSubject" ADD CONSTRAINT "BookSubject_subjectCode_fkey" FOREIGN KEY ("subjectCode") REFERENCES "Subject"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrderLine" ADD CONSTRAINT "OrderLine_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "Order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrderLine" ADD CONSTRAINT "OrderLine_bookId_fkey" FOREIGN KEY ("bookId") REFERENCES "Book"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CartItem" ADD CONSTRAINT "CartItem_cartId_fkey" FOREIGN KEY ("cartId") REFERENCES "Cart"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CartItem" ADD CONSTRAINT "CartItem_bookId_fkey" FOREIGN KEY ("bookId") REFERENCES "Book"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerEntry" ADD CONSTRAINT "LedgerEntry_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "Order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RefundRequest" ADD CONSTRAINT "RefundRequest_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "Order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TimelineEntry" ADD CONSTRAINT "TimelineEntry_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "Order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Discrepancy" ADD CONSTRAINT "Discrepancy_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "Order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- CHECKs, which Prisma does not know.
ALTER TABLE "Book"
    ADD CONSTRAINT "Book_unitPriceMinor_check" CHECK ("unitPriceMinor" BETWEEN 1 AND 99999999),
    ADD CONSTRAINT "Book_stock_check" CHECK ("stock" >= 0),
    ADD CONSTRAINT "Book_currency_check" CHECK (length("currency") = 3 AND "currency" = lower("currency")),
    ADD CONSTRAINT "Book_publicationDate_check" CHECK ("publicationDate" ~ '^[0-9]{4}'),
    ADD CONSTRAINT "Book_format_check" CHECK ("format" IN ('hardcover', 'paperback', 'ebook', 'audiobook')),
    ADD CONSTRAINT "Book_pages_check" CHECK ("pages" >= 1),
    ADD CONSTRAINT "Book_language_check" CHECK (length("language") BETWEEN 2 AND 35),
    ADD CONSTRAINT "Book_weightGrams_check" CHECK ("weightGrams" >= 1),
    ADD CONSTRAINT "Book_coverType_check" CHECK (("coverType" IS NULL) = ("coverFile" IS NULL)),
    ADD CONSTRAINT "Book_coverWidth_check" CHECK (("coverWidth" IS NULL) = ("coverFile" IS NULL) AND coalesce("coverWidth", 1) >= 1),
    ADD CONSTRAINT "Book_coverHeight_check" CHECK (("coverHeight" IS NULL) = ("coverFile" IS NULL) AND coalesce("coverHeight", 1) >= 1);
ALTER TABLE "BookContributor"
    ADD CONSTRAINT "BookContributor_position_check" CHECK ("position" >= 1),
    ADD CONSTRAINT "BookContributor_role_check" CHECK ("role" IN ('author', 'editor', 'translator', 'illustrator', 'foreword', 'introduction', 'narrator', 'photographer', 'contributor'));
ALTER TABLE "BookSubject"
    ADD CONSTRAINT "BookSubject_position_check" CHECK ("position" >= 1);
ALTER TABLE "CartItem"
    ADD CONSTRAINT "CartItem_quantity_check" CHECK ("quantity" BETWEEN 1 AND 10),
    ADD CONSTRAINT "CartItem_agreedUnitMinor_check" CHECK ("acceptedUnitMinor" >= 1);
ALTER TABLE "Order"
    ADD CONSTRAINT "Order_totalMinor_check" CHECK ("totalMinor" BETWEEN 1 AND 99999999),
    ADD CONSTRAINT "Order_token_check" CHECK (length("token") >= 22),
    ADD CONSTRAINT "Order_paid_check" CHECK ("paidAt" IS NULL OR "paymentIntentId" IS NOT NULL);
ALTER TABLE "OrderLine"
    ADD CONSTRAINT "OrderLine_quantity_check" CHECK ("quantity" >= 1),
    ADD CONSTRAINT "OrderLine_reserved_check" CHECK ("reserved" BETWEEN 0 AND "quantity"),
    ADD CONSTRAINT "OrderLine_unitPriceMinor_check" CHECK ("unitPriceMinor" >= 1);
ALTER TABLE "LedgerEntry"
    ADD CONSTRAINT "LedgerEntry_amountMinor_check" CHECK ("amountMinor" >= 1);
ALTER TABLE "WebhookEvent"
    ADD CONSTRAINT "WebhookEvent_ingestedVia_check" CHECK ("ingestedVia" IN ('webhook', 'event_list')),
    ADD CONSTRAINT "WebhookEvent_dismissed_check" CHECK (("dismissedAt" IS NULL) = ("dismissedBy" IS NULL));
ALTER TABLE "Lease"
    ADD CONSTRAINT "Lease_holder_check" CHECK (length("holder") >= 1);
ALTER TABLE "Discrepancy"
    ADD CONSTRAINT "Discrepancy_differs_check" CHECK ("shopValue" <> "stripeValue"),
    ADD CONSTRAINT "Discrepancy_dismissed_check" CHECK (("dismissedAt" IS NULL) = ("dismissedBy" IS NULL));
ALTER TABLE "RefundRequest"
    ADD CONSTRAINT "RefundRequest_amountMinor_check" CHECK ("amountMinor" >= 1),
    ADD CONSTRAINT "RefundRequest_open_check" CHECK ("activeRequestKey" IS NULL OR ("activeRequestKey" = "orderId" AND "refundId" IS NULL AND "refusalReason" IS NULL));

-- Expressions, which Prisma does not know: see the migrations book_lists and title_order for SQLite.
CREATE INDEX "Book_withdrawnAt_title_id_idx" ON "Book"("withdrawnAt", lower("title"), "id");
CREATE INDEX "Book_withdrawnAt_publicationDate_id_idx" ON "Book"("withdrawnAt", coalesce("publicationDate", ''), "id");

-- With the highest number so far, looked up, every order would wait for every other. Numbers have gaps.
CREATE SEQUENCE "Order_number_seq" AS INTEGER START 1001 OWNED BY "Order"."number";

-- The list of a subject is read in the order of the shelf without the books that are not for sale.
CREATE FUNCTION "BookSubject_shelfPosition"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW."shelfPosition" := (SELECT "shelfPosition" FROM "Book" WHERE "id" = NEW."bookId" AND "withdrawnAt" IS NULL);
    RETURN NEW;
END $$;
CREATE TRIGGER "BookSubject_shelfPosition_insert" BEFORE INSERT ON "BookSubject"
FOR EACH ROW EXECUTE FUNCTION "BookSubject_shelfPosition"();

CREATE FUNCTION "Book_shelfPosition"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE "BookSubject"
    SET "shelfPosition" = CASE WHEN NEW."withdrawnAt" IS NULL THEN NEW."shelfPosition" END
    WHERE "bookId" = NEW."id";
    RETURN NULL;
END $$;
CREATE TRIGGER "BookSubject_shelfPosition_update" AFTER UPDATE OF "shelfPosition", "withdrawnAt" ON "Book"
FOR EACH ROW WHEN (CASE WHEN OLD."withdrawnAt" IS NULL THEN OLD."shelfPosition" END
    IS DISTINCT FROM CASE WHEN NEW."withdrawnAt" IS NULL THEN NEW."shelfPosition" END)
EXECUTE FUNCTION "Book_shelfPosition"();

-- How many books for sale a subject has. `BookSubject.shelfPosition` is null for the others. Once for each statement: an
-- import adds many rows at once, and each version of a row in one transaction makes the next one slower.
CREATE FUNCTION "Subject_bookCount"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE "Subject" SET "bookCount" = "bookCount" + CASE TG_OP WHEN 'INSERT' THEN "count" ELSE -"count" END
    FROM (SELECT "subjectCode", count(*) AS "count" FROM "changed" WHERE "shelfPosition" IS NOT NULL GROUP BY "subjectCode") AS "counted"
    WHERE "code" = "subjectCode";
    RETURN NULL;
END $$;
CREATE TRIGGER "BookSubject_bookCount_insert" AFTER INSERT ON "BookSubject"
REFERENCING NEW TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION "Subject_bookCount"();
CREATE TRIGGER "BookSubject_bookCount_delete" AFTER DELETE ON "BookSubject"
REFERENCING OLD TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION "Subject_bookCount"();

CREATE FUNCTION "Subject_bookCount_update"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE "Subject" SET "bookCount" = "bookCount" + CASE WHEN NEW."shelfPosition" IS NULL THEN -1 ELSE 1 END
    WHERE "code" = NEW."subjectCode";
    RETURN NULL;
END $$;
CREATE TRIGGER "BookSubject_bookCount_update" AFTER UPDATE OF "shelfPosition" ON "BookSubject"
FOR EACH ROW WHEN ((OLD."shelfPosition" IS NULL) <> (NEW."shelfPosition" IS NULL))
EXECUTE FUNCTION "Subject_bookCount_update"();

-- The book has moved to another subject. After a change of a code itself, the count has stayed with its row.
CREATE FUNCTION "Subject_bookCount_move"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE "Subject" SET "bookCount" = "bookCount" - 1 WHERE "code" = OLD."subjectCode";
    IF FOUND THEN
        UPDATE "Subject" SET "bookCount" = "bookCount" + 1 WHERE "code" = NEW."subjectCode";
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER "BookSubject_bookCount_move" AFTER UPDATE OF "subjectCode" ON "BookSubject"
FOR EACH ROW WHEN (OLD."subjectCode" <> NEW."subjectCode" AND NEW."shelfPosition" IS NOT NULL)
EXECUTE FUNCTION "Subject_bookCount_move"();

-- One row for each transaction that changes what pages show of books. A number in one row would have every order of a
-- limited book wait for every other. Their sum counts the changes; later they are added up in one row, with the id 0.
-- Transaction ids begin anew in another cluster: the time tells them apart.
CREATE TABLE "CatalogChange" (
    "transactionId" BIGINT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changes" BIGINT NOT NULL DEFAULT 1,

    CONSTRAINT "CatalogChange_pkey" PRIMARY KEY ("transactionId", "at")
);
CREATE FUNCTION "CatalogChange"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO "CatalogChange" ("transactionId") VALUES (pg_current_xact_id()::text::bigint) ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
CREATE TRIGGER "Book_changed" AFTER INSERT OR UPDATE OR DELETE ON "Book" EXECUTE FUNCTION "CatalogChange"();
CREATE TRIGGER "BookContributor_changed" AFTER INSERT OR UPDATE OR DELETE ON "BookContributor" EXECUTE FUNCTION "CatalogChange"();
CREATE TRIGGER "BookSubject_changed" AFTER INSERT OR UPDATE OR DELETE ON "BookSubject" EXECUTE FUNCTION "CatalogChange"();
CREATE TRIGGER "Subject_changed" AFTER INSERT OR UPDATE OR DELETE ON "Subject" EXECUTE FUNCTION "CatalogChange"();

-- What all processes of the shop count and remember of posts and payers. Not worth a flush to the disk: after a crash of
-- the server, counting begins anew. The keys are hashes.
CREATE UNLOGGED TABLE "RateLimit" (
    "key" TEXT COLLATE "C" NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "RateLimit_pkey" PRIMARY KEY ("key")
);
CREATE UNLOGGED TABLE "Payer" (
    "token" TEXT COLLATE "C" NOT NULL,
    "session" TEXT COLLATE "C",
    "address" TEXT COLLATE "C" NOT NULL,
    "at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Payer_pkey" PRIMARY KEY ("token")
);
