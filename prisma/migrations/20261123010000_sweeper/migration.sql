-- AlterTable
ALTER TABLE "WebhookEvent" ADD COLUMN "source" TEXT NOT NULL DEFAULT 'webhook'
    CONSTRAINT "WebhookEvent_source_check" CHECK ("source" IN ('webhook', 'sweep'));

-- CreateTable
CREATE TABLE "Lease" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "holder" TEXT NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    CONSTRAINT "Lease_holder_check" CHECK (length("holder") >= 1)
);

-- CreateTable
CREATE TABLE "Milestone" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "at" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Discrepancy" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "kind" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "orderId" TEXT,
    "ours" TEXT NOT NULL,
    "theirs" TEXT NOT NULL,
    "foundAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "resolvedAt" DATETIME,
    CONSTRAINT "Discrepancy_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "Order" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Discrepancy_differs_check" CHECK ("ours" <> "theirs")
);

-- CreateIndex
CREATE INDEX "Discrepancy_resolvedAt_idx" ON "Discrepancy"("resolvedAt");

-- CreateIndex
CREATE INDEX "Discrepancy_orderId_idx" ON "Discrepancy"("orderId");

-- CreateIndex
CREATE UNIQUE INDEX "Discrepancy_kind_subjectId_key" ON "Discrepancy"("kind", "subjectId");
