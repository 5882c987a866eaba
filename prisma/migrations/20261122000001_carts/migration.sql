-- AlterTable
ALTER TABLE "Order" ADD COLUMN "cartId" TEXT;
ALTER TABLE "Order" ADD COLUMN "cartVersion" INTEGER;
ALTER TABLE "Order" ADD COLUMN "leftCartAt" DATETIME;
ALTER TABLE "Order" ADD COLUMN "shopperId" TEXT;

-- CreateTable
CREATE TABLE "Cart" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "version" INTEGER NOT NULL DEFAULT 0,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "CartItem" (
    "cartId" TEXT NOT NULL,
    "bookId" INTEGER NOT NULL,
    "quantity" INTEGER NOT NULL,
    "agreedUnitMinor" INTEGER NOT NULL,
    "addedAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,

    PRIMARY KEY ("cartId", "bookId"),
    CONSTRAINT "CartItem_cartId_fkey" FOREIGN KEY ("cartId") REFERENCES "Cart" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "CartItem_bookId_fkey" FOREIGN KEY ("bookId") REFERENCES "Book" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "CartItem_quantity_check" CHECK ("quantity" BETWEEN 1 AND 10),
    CONSTRAINT "CartItem_agreedUnitMinor_check" CHECK ("agreedUnitMinor" >= 1)
);

-- CreateIndex
CREATE INDEX "CartItem_bookId_idx" ON "CartItem"("bookId");

-- CreateIndex
CREATE INDEX "Order_shopperId_placedAt_idx" ON "Order"("shopperId", "placedAt");

-- CreateIndex
CREATE INDEX "Order_cartId_leftCartAt_idx" ON "Order"("cartId", "leftCartAt");
