-- A refund that fails, and a dispute that is won, have a second entry under the same of Stripe's ids.
-- DropIndex
DROP INDEX "LedgerEntry_stripeId_key";

-- CreateIndex
CREATE UNIQUE INDEX "LedgerEntry_stripeId_kind_key" ON "LedgerEntry"("stripeId", "kind");
