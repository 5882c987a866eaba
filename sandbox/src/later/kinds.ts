import type { Occasion } from '../api/endpoint.js';
import { decideDispute } from '../money/decide-dispute.js';
import { failRefund, finishRefund } from '../money/refund-charge.js';
import { bookCharge } from '../money/take-money.js';
import type { LaterKind } from '../store/later-tasks.js';

/** Each finds the object as it is by then, and does nothing when there is nothing left to do. */
export const LATER: Readonly<Record<LaterKind, (occasion: Occasion, objectId: string) => void>> = {
  book_charge: bookCharge,
  finish_refund: finishRefund,
  fail_refund: failRefund,
  decide_dispute: decideDispute,
};
