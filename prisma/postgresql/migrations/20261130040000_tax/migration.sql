-- Adds the tax of an order, and the documents that book-keepers need.

ALTER TABLE "Book" ADD COLUMN "taxCategory" TEXT COLLATE "C"
    CONSTRAINT "Book_taxCategory_check" CHECK ("taxCategory" IN ('book', 'ebook', 'other'));

ALTER TABLE "Order" ADD COLUMN "tax" TEXT COLLATE "C"
    CONSTRAINT "Order_tax_check" CHECK (substr("tax", 1, 1) = '{');

ALTER TABLE "OrderLine" ADD COLUMN "taxCategory" TEXT COLLATE "C"
    CONSTRAINT "OrderLine_taxCategory_check" CHECK ("taxCategory" IN ('book', 'ebook', 'other'));

-- CreateTable
CREATE TABLE "Receipt" (
    "series" TEXT COLLATE "C" NOT NULL,
    "number" INTEGER NOT NULL,
    "orderId" TEXT COLLATE "C" NOT NULL,
    "issuedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Receipt_pkey" PRIMARY KEY ("series", "number"),
    CONSTRAINT "Receipt_number_check" CHECK ("number" >= 1)
);

-- CreateTable
CREATE TABLE "CreditNote" (
    "series" TEXT COLLATE "C" NOT NULL,
    "number" INTEGER NOT NULL,
    "orderId" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "stripeId" TEXT COLLATE "C" NOT NULL,
    "amountMinor" INTEGER NOT NULL,
    "taxParts" TEXT COLLATE "C",
    "issuedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CreditNote_pkey" PRIMARY KEY ("series", "number"),
    CONSTRAINT "CreditNote_number_check" CHECK ("number" >= 1),
    CONSTRAINT "CreditNote_kind_check" CHECK ("kind" IN ('refund', 'refund_failed')),
    CONSTRAINT "CreditNote_amountMinor_check" CHECK ("amountMinor" >= 1)
);

-- CreateTable
CREATE TABLE "DocumentSeries" (
    "kind" TEXT COLLATE "C" NOT NULL,
    "series" TEXT COLLATE "C" NOT NULL,
    "lastNumber" INTEGER NOT NULL,

    CONSTRAINT "DocumentSeries_pkey" PRIMARY KEY ("kind"),
    CONSTRAINT "DocumentSeries_kind_check" CHECK ("kind" IN ('receipt', 'credit_note')),
    CONSTRAINT "DocumentSeries_lastNumber_check" CHECK ("lastNumber" >= 0)
);

-- CreateIndex
CREATE UNIQUE INDEX "Receipt_orderId_key" ON "Receipt"("orderId");

-- CreateIndex
CREATE INDEX "CreditNote_orderId_idx" ON "CreditNote"("orderId");

-- CreateIndex
CREATE UNIQUE INDEX "CreditNote_stripeId_kind_key" ON "CreditNote"("stripeId", "kind");

-- AddForeignKey
ALTER TABLE "Receipt" ADD CONSTRAINT "Receipt_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "Order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CreditNote" ADD CONSTRAINT "CreditNote_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "Order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
