-- CreateTable
CREATE TABLE "RefundRequest" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "orderId" TEXT NOT NULL,
    "openKey" TEXT,
    "amountMinor" INTEGER NOT NULL,
    "isWhole" BOOLEAN NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 1,
    "refundId" TEXT,
    "refusal" TEXT,
    "requestedAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "RefundRequest_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "Order" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "RefundRequest_amountMinor_check" CHECK ("amountMinor" >= 1),
    CONSTRAINT "RefundRequest_open_check" CHECK ("openKey" IS NULL OR ("openKey" = "orderId" AND "refundId" IS NULL AND "refusal" IS NULL))
);

-- CreateIndex
CREATE UNIQUE INDEX "RefundRequest_openKey_key" ON "RefundRequest"("openKey");

-- CreateIndex
CREATE INDEX "RefundRequest_orderId_idx" ON "RefundRequest"("orderId");
