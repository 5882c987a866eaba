// Prisma does not know of CHECKs and triggers, and drops them without a word when a later migration
// redefines their table. This is the list of what must be there after all migrations.
export const CHECKS = {
  Book_unitPriceMinor_check: '"unitPriceMinor" BETWEEN 1 AND 99999999',
  Book_stock_check: '"stock" >= 0',
  Book_currency_check: 'length("currency") = 3 AND "currency" = lower("currency")',
  Book_publicationDate_check: `"publicationDate" GLOB '[0-9][0-9][0-9][0-9]*'`,
  Book_format_check: `"format" IN ('hardcover', 'paperback', 'ebook', 'audiobook')`,
  Book_pages_check: '"pages" >= 1',
  Book_language_check: 'length("language") BETWEEN 2 AND 35',
  Book_weightGrams_check: '"weightGrams" >= 1',
  Book_coverType_check: '("coverType" IS NULL) = ("coverFile" IS NULL)',
  Book_coverWidth_check:
    '("coverWidth" IS NULL) = ("coverFile" IS NULL) AND coalesce("coverWidth", 1) >= 1',
  Book_coverHeight_check:
    '("coverHeight" IS NULL) = ("coverFile" IS NULL) AND coalesce("coverHeight", 1) >= 1',
  BookContributor_position_check: '"position" >= 1',
  BookContributor_role_check: `"role" IN ('author', 'editor', 'translator', 'illustrator', 'foreword', 'introduction', 'narrator', 'photographer', 'contributor')`,
  BookSubject_position_check: '"position" >= 1',
  CartItem_quantity_check: '"quantity" BETWEEN 1 AND 10',
  CartItem_agreedUnitMinor_check: '"acceptedUnitMinor" >= 1',
  Order_totalMinor_check: '"totalMinor" BETWEEN 1 AND 99999999',
  Order_token_check: 'length("token") >= 22',
  Order_paid_check: '"paidAt" IS NULL OR "paymentIntentId" IS NOT NULL',
  OrderLine_quantity_check: '"quantity" >= 1',
  OrderLine_reserved_check: '"reserved" BETWEEN 0 AND "quantity"',
  OrderLine_unitPriceMinor_check: '"unitPriceMinor" >= 1',
  LedgerEntry_amountMinor_check: '"amountMinor" >= 1',
  WebhookEvent_ingestedVia_check: `"ingestedVia" IN ('webhook', 'event_list')`,
  WebhookEvent_dismissed_check: '("dismissedAt" IS NULL) = ("dismissedBy" IS NULL)',
  Lease_holder_check: 'length("holder") >= 1',
  Discrepancy_differs_check: '"shopValue" <> "stripeValue"',
  Discrepancy_dismissed_check: '("dismissedAt" IS NULL) = ("dismissedBy" IS NULL)',
  RefundRequest_amountMinor_check: '"amountMinor" >= 1',
  RefundRequest_open_check:
    '"activeRequestKey" IS NULL OR ("activeRequestKey" = "orderId" AND "refundId" IS NULL AND "refusalReason" IS NULL)',
};

export const UNIQUE = {
  Book_isbn_key: '"Book"("isbn")',
  Book_slug_key: '"Book"("slug")',
  Discrepancy_kind_subjectId_key: '"Discrepancy"("kind", "subjectId")',
  LedgerEntry_stripeId_kind_key: '"LedgerEntry"("stripeId", "kind")',
  OrderLine_orderId_bookId_key: '"OrderLine"("orderId", "bookId")',
  Order_number_key: '"Order"("number")',
  Order_activeOrderKey_key: '"Order"("activeOrderKey")',
  Order_paymentIntentId_key: '"Order"("paymentIntentId")',
  Order_token_key: '"Order"("token")',
  RefundRequest_activeRequestKey_key: '"RefundRequest"("activeRequestKey")',
  WebhookEvent_eventId_key: '"WebhookEvent"("eventId")',
};

export const INDEXES = {
  Book_withdrawnAt_shelfPosition_idx: '"Book"("withdrawnAt", "shelfPosition")',
  Book_withdrawnAt_title_id_idx: '"Book"("withdrawnAt", "title" COLLATE NOCASE, "id")',
  Book_withdrawnAt_currency_unitPriceMinor_id_idx:
    '"Book"("withdrawnAt", "currency", "unitPriceMinor", "id")',
  Book_withdrawnAt_publicationDate_id_idx: `"Book"("withdrawnAt", coalesce("publicationDate", ''), "id")`,
  BookContributor_name_idx: '"BookContributor"("name")',
  BookSubject_subjectCode_shelfPosition_bookId_idx:
    '"BookSubject"("subjectCode", "shelfPosition", "bookId")',
  CartItem_bookId_idx: '"CartItem"("bookId")',
  Discrepancy_orderId_idx: '"Discrepancy"("orderId")',
  Discrepancy_resolvedAt_idx: '"Discrepancy"("resolvedAt")',
  LedgerEntry_orderId_idx: '"LedgerEntry"("orderId")',
  OrderLine_bookId_idx: '"OrderLine"("bookId")',
  Order_cartId_removedFromCartAt_idx: '"Order"("cartId", "removedFromCartAt")',
  Order_shopperId_placedAt_idx: '"Order"("shopperId", "placedAt")',
  Order_state_placedAt_idx: '"Order"("state", "placedAt")',
  RefundRequest_orderId_idx: '"RefundRequest"("orderId")',
  TimelineEntry_orderId_idx: '"TimelineEntry"("orderId")',
  WebhookEvent_status_nextAttemptAt_idx: '"WebhookEvent"("status", "nextAttemptAt")',
};

export const TRIGGERS = [
  'BookContributor_deleted',
  'BookContributor_inserted',
  'BookContributor_updated',
  'BookSubject_bookCount_delete',
  'BookSubject_bookCount_insert',
  'BookSubject_bookCount_move',
  'BookSubject_bookCount_update',
  'BookSubject_deleted',
  'BookSubject_inserted',
  'BookSubject_shelfPosition_insert',
  'BookSubject_shelfPosition_update',
  'BookSubject_updated',
  'Book_deleted',
  'Book_inserted',
  'Book_updated',
  'Subject_deleted',
  'Subject_inserted',
  'Subject_updated',
];

export const FOREIGN_KEYS = [
  'BookContributor.bookId → Book.id ON DELETE CASCADE',
  'BookSubject.bookId → Book.id ON DELETE CASCADE',
  'BookSubject.subjectCode → Subject.code ON DELETE RESTRICT',
  'CartItem.bookId → Book.id ON DELETE RESTRICT',
  'CartItem.cartId → Cart.id ON DELETE CASCADE',
  'Discrepancy.orderId → Order.id ON DELETE RESTRICT',
  'LedgerEntry.orderId → Order.id ON DELETE RESTRICT',
  'OrderLine.bookId → Book.id ON DELETE RESTRICT',
  'OrderLine.orderId → Order.id ON DELETE RESTRICT',
  'RefundRequest.orderId → Order.id ON DELETE RESTRICT',
  'TimelineEntry.orderId → Order.id ON DELETE RESTRICT',
];
