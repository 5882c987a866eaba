-- AlterTable
ALTER TABLE "CartItem" ADD COLUMN "lastAddedAt" DATETIME;
ALTER TABLE "CartItem" ADD COLUMN "lastAddedQuantity" INTEGER;
