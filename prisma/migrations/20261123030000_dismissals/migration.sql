-- AlterTable
ALTER TABLE "Discrepancy" ADD COLUMN "dismissedAt" DATETIME;
ALTER TABLE "Discrepancy" ADD COLUMN "dismissedBy" TEXT
    CONSTRAINT "Discrepancy_dismissed_check" CHECK (("dismissedAt" IS NULL) = ("dismissedBy" IS NULL));

-- AlterTable
ALTER TABLE "WebhookEvent" ADD COLUMN "dismissedAt" DATETIME;
ALTER TABLE "WebhookEvent" ADD COLUMN "dismissedBy" TEXT
    CONSTRAINT "WebhookEvent_dismissed_check" CHECK (("dismissedAt" IS NULL) = ("dismissedBy" IS NULL));
