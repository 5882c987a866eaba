CREATE TABLE "Withdrawal" (
    "orderId" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "receivedAt" DATETIME NOT NULL,
    "closedAt" DATETIME,
    "closedBy" TEXT,
    CONSTRAINT "Withdrawal_closed_check" CHECK (("closedAt" IS NULL) = ("closedBy" IS NULL)),
    CONSTRAINT "Withdrawal_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "Order" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

CREATE INDEX "Withdrawal_closedAt_receivedAt_idx" ON "Withdrawal"("closedAt", "receivedAt");

-- For those who look for their orders by e-mail. An expression: an address is the same in any case.
CREATE INDEX "Order_email_idx" ON "Order"(lower("email"));
