-- AlterTable
ALTER TABLE "OrderLine" ADD COLUMN     "canceled" INTEGER,
ADD COLUMN     "returned" INTEGER;

-- CreateTable
CREATE TABLE "Parcel" (
    "id" TEXT COLLATE "C" NOT NULL,
    "orderId" TEXT COLLATE "C" NOT NULL,
    "number" INTEGER NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "state" TEXT COLLATE "C" NOT NULL,
    "carrier" TEXT COLLATE "C",
    "trackingNumber" TEXT COLLATE "C",
    "revision" INTEGER NOT NULL DEFAULT 0,
    "packedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sentAt" TIMESTAMP(3),

    CONSTRAINT "Parcel_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ParcelLine" (
    "parcelId" TEXT COLLATE "C" NOT NULL,
    "orderLineId" INTEGER NOT NULL,
    "quantity" INTEGER NOT NULL,

    CONSTRAINT "ParcelLine_pkey" PRIMARY KEY ("parcelId","orderLineId")
);

-- CreateIndex
CREATE UNIQUE INDEX "Parcel_orderId_number_key" ON "Parcel"("orderId", "number");

-- CreateIndex
CREATE INDEX "ParcelLine_orderLineId_idx" ON "ParcelLine"("orderLineId");

-- AddForeignKey
ALTER TABLE "Parcel" ADD CONSTRAINT "Parcel_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "Order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ParcelLine" ADD CONSTRAINT "ParcelLine_parcelId_fkey" FOREIGN KEY ("parcelId") REFERENCES "Parcel"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ParcelLine" ADD CONSTRAINT "ParcelLine_orderLineId_fkey" FOREIGN KEY ("orderLineId") REFERENCES "OrderLine"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- CHECKs, which Prisma does not know.
ALTER TABLE "OrderLine"
    ADD CONSTRAINT "OrderLine_canceled_check" CHECK ("canceled" BETWEEN 0 AND "quantity"),
    ADD CONSTRAINT "OrderLine_returned_check" CHECK ("returned" BETWEEN 0 AND "quantity" - coalesce("canceled", 0));
ALTER TABLE "Parcel"
    ADD CONSTRAINT "Parcel_number_check" CHECK ("number" >= 1),
    ADD CONSTRAINT "Parcel_kind_check" CHECK ("kind" IN ('post', 'pickup')),
    ADD CONSTRAINT "Parcel_state_check" CHECK ("state" IN ('packed', 'canceled') OR ("state" = 'sent' AND "kind" = 'post') OR ("state" = 'collected' AND "kind" = 'pickup')),
    ADD CONSTRAINT "Parcel_sentAt_check" CHECK (("sentAt" IS NOT NULL) = ("state" IN ('sent', 'collected')));
ALTER TABLE "ParcelLine"
    ADD CONSTRAINT "ParcelLine_quantity_check" CHECK ("quantity" >= 1);
