-- AlterTable
ALTER TABLE "OrderLine" ADD COLUMN "canceled" INTEGER
    CONSTRAINT "OrderLine_canceled_check" CHECK ("canceled" BETWEEN 0 AND "quantity");
ALTER TABLE "OrderLine" ADD COLUMN "returned" INTEGER
    CONSTRAINT "OrderLine_returned_check" CHECK ("returned" BETWEEN 0 AND "quantity" - coalesce("canceled", 0));

-- CreateTable
CREATE TABLE "Parcel" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "orderId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "carrier" TEXT,
    "trackingNumber" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "packedAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sentAt" DATETIME,
    CONSTRAINT "Parcel_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "Order" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Parcel_number_check" CHECK ("number" >= 1),
    CONSTRAINT "Parcel_kind_check" CHECK ("kind" IN ('post', 'pickup')),
    CONSTRAINT "Parcel_state_check" CHECK ("state" IN ('packed', 'canceled') OR ("state" = 'sent' AND "kind" = 'post') OR ("state" = 'collected' AND "kind" = 'pickup')),
    CONSTRAINT "Parcel_sentAt_check" CHECK (("sentAt" IS NOT NULL) = ("state" IN ('sent', 'collected')))
);

-- CreateTable
CREATE TABLE "ParcelLine" (
    "parcelId" TEXT NOT NULL,
    "orderLineId" INTEGER NOT NULL,
    "quantity" INTEGER NOT NULL,

    PRIMARY KEY ("parcelId", "orderLineId"),
    CONSTRAINT "ParcelLine_parcelId_fkey" FOREIGN KEY ("parcelId") REFERENCES "Parcel" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "ParcelLine_orderLineId_fkey" FOREIGN KEY ("orderLineId") REFERENCES "OrderLine" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "ParcelLine_quantity_check" CHECK ("quantity" >= 1)
);

-- CreateIndex
CREATE UNIQUE INDEX "Parcel_orderId_number_key" ON "Parcel"("orderId", "number");

-- CreateIndex
CREATE INDEX "ParcelLine_orderLineId_idx" ON "ParcelLine"("orderLineId");
