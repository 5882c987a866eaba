import type { Books } from './books.js';
import { acknowledgedIsKept, eventsAreApplied, eventsAreStripes } from './events.js';
import {
  afterSaleIsStripes,
  attemptsMakeOneEach,
  disagreementsAreOver,
  givenUpIsCanceled,
  noMoneyIsForgotten,
  onlyOpenOrdersArePayable,
  paymentsAreStripes,
  refundsAreMadeOnce,
  soldIsPaidOnce,
  stateFollowsBalance,
  totalIsItsParts,
} from './money.js';
import { mailsAreOfWhatHappened } from './mails.js';
import { declinesAreCounted, livesAreAllowed, onceIsOnce } from './order-life.js';
import { onlyPaidIsSent, parcelsAreOfWhatWasOrdered, refundedIsBack } from './parcels.js';
import {
  chargedIsNotDenied,
  errorsTellNothing,
  keptCartsStay,
  keptContactsStay,
  paidIsPaid,
  placedIsThere,
  shownIsAsked,
} from './promises.js';
import { documentsAreGapless, paidHasOneReceipt } from './receipts.js';
import { fileIsWhole, secretsAreNotKept } from './secrets.js';
import { holdsAreWhole, noCopyIsLost } from './shelf.js';

/** What is true whatever happened, once all is quiet: each tells in words what is not. */
export const INVARIANTS = {
  soldIsPaidOnce,
  stateFollowsBalance,
  totalIsItsParts,
  paymentsAreStripes,
  noMoneyIsForgotten,
  onlyOpenOrdersArePayable,
  afterSaleIsStripes,
  attemptsMakeOneEach,
  disagreementsAreOver,
  refundsAreMadeOnce,
  givenUpIsCanceled,
  noCopyIsLost,
  holdsAreWhole,
  parcelsAreOfWhatWasOrdered,
  onlyPaidIsSent,
  refundedIsBack,
  livesAreAllowed,
  onceIsOnce,
  declinesAreCounted,
  mailsAreOfWhatHappened,
  paidHasOneReceipt,
  documentsAreGapless,
  acknowledgedIsKept,
  eventsAreStripes,
  eventsAreApplied,
  placedIsThere,
  keptContactsStay,
  keptCartsStay,
  paidIsPaid,
  chargedIsNotDenied,
  shownIsAsked,
  errorsTellNothing,
  secretsAreNotKept,
  fileIsWhole,
} as const satisfies Record<string, (books: Books) => string[]>;

export function violationsOf(books: Books): string[] {
  return Object.entries(INVARIANTS).flatMap(([name, check]) =>
    check(books).map((what) => `${name}: ${what}`),
  );
}
