-- Renames columns, a table and stored values to the field's standard words. Nothing is redefined:
-- every CHECK stays, and SQLite rewrites the names inside of it.

ALTER TABLE "Order" RENAME COLUMN "source" TO "origin";
ALTER TABLE "Order" RENAME COLUMN "leftCartAt" TO "removedFromCartAt";
ALTER TABLE "Order" RENAME COLUMN "openKey" TO "activeOrderKey";
ALTER TABLE "Order" RENAME COLUMN "failedAttempt" TO "failedAttempts";
-- Written by checkout and read by nobody.
ALTER TABLE "Order" DROP COLUMN "cartVersion";
ALTER TABLE "Cart" DROP COLUMN "version";

DROP INDEX "Order_openKey_key";
CREATE UNIQUE INDEX "Order_activeOrderKey_key" ON "Order"("activeOrderKey");
DROP INDEX "Order_cartId_leftCartAt_idx";
CREATE INDEX "Order_cartId_removedFromCartAt_idx" ON "Order"("cartId", "removedFromCartAt");

ALTER TABLE "CartItem" RENAME COLUMN "agreedUnitMinor" TO "acceptedUnitMinor";

ALTER TABLE "RefundRequest" RENAME COLUMN "openKey" TO "activeRequestKey";
ALTER TABLE "RefundRequest" RENAME COLUMN "isWhole" TO "isFull";
ALTER TABLE "RefundRequest" RENAME COLUMN "refusal" TO "refusalReason";
DROP INDEX "RefundRequest_openKey_key";
CREATE UNIQUE INDEX "RefundRequest_activeRequestKey_key" ON "RefundRequest"("activeRequestKey");

ALTER TABLE "TimelineEntry" RENAME COLUMN "source" TO "trigger";
UPDATE "TimelineEntry" SET "trigger" = CASE "trigger"
    WHEN 'return' THEN 'return_url'
    WHEN 'page' THEN 'order_page'
    WHEN 'sweep' THEN 'reconciliation'
    WHEN 'restore' THEN 'recovery'
    ELSE "trigger" END;
UPDATE "TimelineEntry" SET "event" = CASE "event"
    WHEN 'payment_awaited' THEN 'payment_incomplete'
    WHEN 'payment_unfulfillable' THEN 'stock_unavailable'
    WHEN 'refunded_in_part' THEN 'partially_refunded'
    WHEN 'refunded_in_full' THEN 'fully_refunded'
    WHEN 'payment_restored' THEN 'funds_restored'
    WHEN 'review_resumed' THEN 'review_reopened'
    WHEN 'money_moved' THEN 'ledger_updated'
    ELSE "event" END;

-- New columns, because a CHECK and a default name the old values.
ALTER TABLE "WebhookEvent" ADD COLUMN "ingestedVia" TEXT NOT NULL DEFAULT 'webhook'
    CONSTRAINT "WebhookEvent_ingestedVia_check" CHECK ("ingestedVia" IN ('webhook', 'event_list'));
UPDATE "WebhookEvent" SET "ingestedVia" = 'event_list' WHERE "source" = 'sweep';
ALTER TABLE "WebhookEvent" DROP COLUMN "source";
ALTER TABLE "WebhookEvent" ADD COLUMN "status" TEXT NOT NULL DEFAULT 'received';
UPDATE "WebhookEvent" SET "status" = CASE "state"
    WHEN 'kept' THEN 'received'
    WHEN 'waiting' THEN 'retry_scheduled'
    WHEN 'parked' THEN 'dead_letter'
    WHEN 'applied' THEN 'processed'
    ELSE "state" END;
DROP INDEX "WebhookEvent_state_nextAttemptAt_idx";
ALTER TABLE "WebhookEvent" DROP COLUMN "state";
CREATE INDEX "WebhookEvent_status_nextAttemptAt_idx" ON "WebhookEvent"("status", "nextAttemptAt");
ALTER TABLE "WebhookEvent" RENAME COLUMN "appliedAt" TO "processedAt";

ALTER TABLE "Milestone" RENAME TO "Checkpoint";
UPDATE "Checkpoint" SET "name" = 'reconciliation-completed' WHERE "name" = 'sweep-ended';
UPDATE "Checkpoint" SET "name" = 'recovery-pending-since' WHERE "name" = 'recover-since';

ALTER TABLE "Discrepancy" RENAME COLUMN "ours" TO "shopValue";
ALTER TABLE "Discrepancy" RENAME COLUMN "theirs" TO "stripeValue";
