-- AlterTable
ALTER TABLE "Order" ADD COLUMN     "deliveryAddress" TEXT COLLATE "C",
ADD COLUMN     "deliveryCountry" TEXT COLLATE "C",
ADD COLUMN     "deliveryEstimate" TEXT COLLATE "C",
ADD COLUMN     "deliveryKind" TEXT COLLATE "C",
ADD COLUMN     "deliveryMethod" TEXT COLLATE "C",
ADD COLUMN     "deliveryMinor" INTEGER,
ADD COLUMN     "deliveryName" TEXT COLLATE "C";

-- CreateTable
CREATE TABLE "DeliveryDraft" (
    "shopperId" TEXT COLLATE "C" NOT NULL,
    "destination" TEXT COLLATE "C" NOT NULL,
    "method" TEXT COLLATE "C" NOT NULL,
    "address" TEXT COLLATE "C",
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "DeliveryDraft_pkey" PRIMARY KEY ("shopperId")
);

-- CreateIndex
CREATE INDEX "DeliveryDraft_updatedAt_idx" ON "DeliveryDraft"("updatedAt");

-- CHECKs, which Prisma does not know.
ALTER TABLE "Order"
    ADD CONSTRAINT "Order_delivery_check" CHECK (("deliveryMethod" IS NULL) = ("deliveryKind" IS NULL) AND ("deliveryMethod" IS NULL) = ("deliveryName" IS NULL) AND ("deliveryMethod" IS NULL) = ("deliveryEstimate" IS NULL) AND ("deliveryMethod" IS NULL) = ("deliveryMinor" IS NULL) AND ("deliveryMethod" IS NULL) = ("deliveryCountry" IS NULL)),
    ADD CONSTRAINT "Order_deliveryKind_check" CHECK ("deliveryKind" IN ('post', 'pickup')),
    ADD CONSTRAINT "Order_deliveryMinor_check" CHECK ("deliveryMinor" BETWEEN 0 AND "totalMinor"),
    ADD CONSTRAINT "Order_deliveryCountry_check" CHECK (length("deliveryCountry") = 2),
    ADD CONSTRAINT "Order_deliveryAddress_check" CHECK ("deliveryAddress" IS NULL OR coalesce("deliveryKind", '') = 'post');
ALTER TABLE "DeliveryDraft"
    ADD CONSTRAINT "DeliveryDraft_address_check" CHECK (("address" IS NULL) = ("destination" = 'pickup'));
