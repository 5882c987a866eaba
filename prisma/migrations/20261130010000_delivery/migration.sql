-- AlterTable
ALTER TABLE "Order" ADD COLUMN "deliveryMethod" TEXT;
ALTER TABLE "Order" ADD COLUMN "deliveryKind" TEXT
    CONSTRAINT "Order_deliveryKind_check" CHECK ("deliveryKind" IN ('post', 'pickup'));
ALTER TABLE "Order" ADD COLUMN "deliveryName" TEXT;
ALTER TABLE "Order" ADD COLUMN "deliveryEstimate" TEXT;
ALTER TABLE "Order" ADD COLUMN "deliveryMinor" INTEGER
    CONSTRAINT "Order_deliveryMinor_check" CHECK ("deliveryMinor" BETWEEN 0 AND "totalMinor");
ALTER TABLE "Order" ADD COLUMN "deliveryCountry" TEXT
    CONSTRAINT "Order_deliveryCountry_check" CHECK (length("deliveryCountry") = 2);
ALTER TABLE "Order" ADD COLUMN "deliveryAddress" TEXT
    CONSTRAINT "Order_deliveryAddress_check" CHECK ("deliveryAddress" IS NULL OR coalesce("deliveryKind", '') = 'post')
    CONSTRAINT "Order_delivery_check" CHECK (("deliveryMethod" IS NULL) = ("deliveryKind" IS NULL) AND ("deliveryMethod" IS NULL) = ("deliveryName" IS NULL) AND ("deliveryMethod" IS NULL) = ("deliveryEstimate" IS NULL) AND ("deliveryMethod" IS NULL) = ("deliveryMinor" IS NULL) AND ("deliveryMethod" IS NULL) = ("deliveryCountry" IS NULL));

-- CreateTable
CREATE TABLE "DeliveryDraft" (
    "shopperId" TEXT NOT NULL PRIMARY KEY,
    "destination" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "address" TEXT,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "DeliveryDraft_address_check" CHECK (("address" IS NULL) = ("destination" = 'pickup'))
);

-- CreateIndex
CREATE INDEX "DeliveryDraft_updatedAt_idx" ON "DeliveryDraft"("updatedAt");
