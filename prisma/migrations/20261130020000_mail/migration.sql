CREATE TABLE "OutboxMail" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "orderId" TEXT,
    "kind" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "recipient" TEXT,
    "data" TEXT,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAttemptAt" DATETIME NOT NULL,
    "lastError" TEXT,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sentAt" DATETIME,
    CONSTRAINT "OutboxMail_cause_check" CHECK (length("cause") >= 1),
    CONSTRAINT "OutboxMail_status_check" CHECK ("status" IN ('pending', 'sent', 'refused', 'failed', 'dropped')),
    CONSTRAINT "OutboxMail_sent_check" CHECK (("status" = 'sent') = ("sentAt" IS NOT NULL)),
    CONSTRAINT "OutboxMail_recipient_check" CHECK ("status" <> 'pending' OR "recipient" IS NOT NULL),
    CONSTRAINT "OutboxMail_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "Order" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

CREATE INDEX "OutboxMail_status_nextAttemptAt_idx" ON "OutboxMail"("status", "nextAttemptAt");

CREATE UNIQUE INDEX "OutboxMail_orderId_kind_cause_key" ON "OutboxMail"("orderId", "kind", "cause");
