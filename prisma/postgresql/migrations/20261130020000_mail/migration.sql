CREATE TABLE "OutboxMail" (
    "id" TEXT COLLATE "C" NOT NULL,
    "orderId" TEXT COLLATE "C",
    "kind" TEXT COLLATE "C" NOT NULL,
    "cause" TEXT COLLATE "C" NOT NULL,
    "recipient" TEXT COLLATE "C",
    "data" TEXT COLLATE "C",
    "status" TEXT COLLATE "C" NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAttemptAt" TIMESTAMP(3) NOT NULL,
    "lastError" TEXT COLLATE "C",
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sentAt" TIMESTAMP(3),

    CONSTRAINT "OutboxMail_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "OutboxMail_status_nextAttemptAt_idx" ON "OutboxMail"("status", "nextAttemptAt");

CREATE UNIQUE INDEX "OutboxMail_orderId_kind_cause_key" ON "OutboxMail"("orderId", "kind", "cause");

ALTER TABLE "OutboxMail" ADD CONSTRAINT "OutboxMail_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "Order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "OutboxMail"
    ADD CONSTRAINT "OutboxMail_cause_check" CHECK (length("cause") >= 1),
    ADD CONSTRAINT "OutboxMail_status_check" CHECK ("status" IN ('pending', 'sent', 'refused', 'failed', 'dropped')),
    ADD CONSTRAINT "OutboxMail_sent_check" CHECK (("status" = 'sent') = ("sentAt" IS NOT NULL)),
    ADD CONSTRAINT "OutboxMail_recipient_check" CHECK ("status" <> 'pending' OR "recipient" IS NOT NULL);
