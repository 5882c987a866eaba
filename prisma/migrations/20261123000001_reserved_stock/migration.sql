-- AlterTable
ALTER TABLE "OrderLine" ADD COLUMN "reserved" INTEGER NOT NULL DEFAULT 0
    CONSTRAINT "OrderLine_reserved_check" CHECK ("reserved" BETWEEN 0 AND "quantity");
