CREATE TABLE "Withdrawal" (
    "orderId" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "email" TEXT COLLATE "C" NOT NULL,
    "receivedAt" TIMESTAMP(3) NOT NULL,
    "closedAt" TIMESTAMP(3),
    "closedBy" TEXT COLLATE "C",

    CONSTRAINT "Withdrawal_pkey" PRIMARY KEY ("orderId")
);

CREATE INDEX "Withdrawal_closedAt_receivedAt_idx" ON "Withdrawal"("closedAt", "receivedAt");

ALTER TABLE "Withdrawal" ADD CONSTRAINT "Withdrawal_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "Order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "Withdrawal"
    ADD CONSTRAINT "Withdrawal_closed_check" CHECK (("closedAt" IS NULL) = ("closedBy" IS NULL));

-- For those who look for their orders by e-mail. An expression: an address is the same in any case.
CREATE INDEX "Order_email_idx" ON "Order"(lower("email"));
