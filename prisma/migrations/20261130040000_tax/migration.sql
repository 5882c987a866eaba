-- Adds the tax of an order, and the documents that book-keepers need. Nothing is redefined.

ALTER TABLE "Book" ADD COLUMN "taxCategory" TEXT
    CONSTRAINT "Book_taxCategory_check" CHECK ("taxCategory" IN ('book', 'ebook', 'other'));

ALTER TABLE "Order" ADD COLUMN "tax" TEXT
    CONSTRAINT "Order_tax_check" CHECK (substr("tax", 1, 1) = '{');

ALTER TABLE "OrderLine" ADD COLUMN "taxCategory" TEXT
    CONSTRAINT "OrderLine_taxCategory_check" CHECK ("taxCategory" IN ('book', 'ebook', 'other'));

-- CreateTable
CREATE TABLE "Receipt" (
    "series" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "orderId" TEXT NOT NULL,
    "issuedAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,

    PRIMARY KEY ("series", "number"),
    CONSTRAINT "Receipt_number_check" CHECK ("number" >= 1),
    CONSTRAINT "Receipt_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "Order" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "CreditNote" (
    "series" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "orderId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "stripeId" TEXT NOT NULL,
    "amountMinor" INTEGER NOT NULL,
    "taxParts" TEXT,
    "issuedAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,

    PRIMARY KEY ("series", "number"),
    CONSTRAINT "CreditNote_number_check" CHECK ("number" >= 1),
    CONSTRAINT "CreditNote_kind_check" CHECK ("kind" IN ('refund', 'refund_failed')),
    CONSTRAINT "CreditNote_amountMinor_check" CHECK ("amountMinor" >= 1),
    CONSTRAINT "CreditNote_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "Order" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "DocumentSeries" (
    "kind" TEXT NOT NULL PRIMARY KEY,
    "series" TEXT NOT NULL,
    "lastNumber" INTEGER NOT NULL,

    CONSTRAINT "DocumentSeries_kind_check" CHECK ("kind" IN ('receipt', 'credit_note')),
    CONSTRAINT "DocumentSeries_lastNumber_check" CHECK ("lastNumber" >= 0)
);

-- CreateIndex
CREATE UNIQUE INDEX "Receipt_orderId_key" ON "Receipt"("orderId");

-- CreateIndex
CREATE INDEX "CreditNote_orderId_idx" ON "CreditNote"("orderId");

-- CreateIndex
CREATE UNIQUE INDEX "CreditNote_stripeId_kind_key" ON "CreditNote"("stripeId", "kind");
