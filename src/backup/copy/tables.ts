export interface CopiedTable {
  name: string;
  /** Of its primary key: the order in which its rows are read. */
  key: readonly string[];
  /** Columns that triggers fill, in either database. */
  derived?: readonly string[];
}

/**
 * The tables that hold a shop’s data, those that others refer to first. Not those that triggers fill, such as the index
 * of the search, nor what is counted for an hour: those of the other database begin anew.
 */
export const COPIED_TABLES: readonly CopiedTable[] = [
  { name: 'Book', key: ['id'] },
  { name: 'BookContributor', key: ['bookId', 'position'] },
  { name: 'Subject', key: ['code'], derived: ['bookCount'] },
  { name: 'BookSubject', key: ['bookId', 'subjectCode'], derived: ['shelfPosition'] },
  { name: 'Cart', key: ['id'] },
  { name: 'CartItem', key: ['cartId', 'bookId'] },
  { name: 'DeliveryDraft', key: ['shopperId'] },
  { name: 'Order', key: ['id'] },
  { name: 'OrderLine', key: ['id'] },
  { name: 'Parcel', key: ['id'] },
  { name: 'ParcelLine', key: ['parcelId', 'orderLineId'] },
  { name: 'LedgerEntry', key: ['id'] },
  { name: 'RefundRequest', key: ['id'] },
  { name: 'Receipt', key: ['series', 'number'] },
  { name: 'CreditNote', key: ['series', 'number'] },
  { name: 'DocumentSeries', key: ['kind'] },
  { name: 'Withdrawal', key: ['orderId'] },
  { name: 'TimelineEntry', key: ['id'] },
  { name: 'WebhookEvent', key: ['id'] },
  { name: 'Discrepancy', key: ['id'] },
  { name: 'OutboxMail', key: ['id'] },
  { name: 'Lease', key: ['name'] },
  { name: 'Checkpoint', key: ['name'] },
];
