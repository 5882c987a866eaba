import type { Occasion } from '../api/endpoint.js';
import { emitEvent } from '../api/emit-event.js';
import { transactionOfFailedRefund, transactionOfRefund } from '../model/balance-movement.js';
import { type Charge, withRefunded } from '../model/charge.js';
import { failed, finished, newRefund, type Refund, refundCourse } from '../model/refund.js';
import { renderCharge } from '../wire/charge.js';
import { randomId, randomReference } from '../wire/random-id.js';
import { renderRefund } from '../wire/refund.js';
import { doLater } from './do-later.js';

/** Ask refundProblem() first. */
export function refundCharge(
  occasion: Occasion,
  charge: Charge,
  asked: Parameters<typeof newRefund>[1],
): Refund {
  const { store, now } = occasion;
  const made = newRefund(charge, asked, { id: randomId('re'), now });
  const transaction = transactionOfRefund(made, charge, { id: randomId('txn'), now });
  store.balanceTransactions.save(transaction);
  const refund = store.refunds.save({ ...made, balanceTransactionId: transaction.id });
  const after = store.charges.save(withRefunded(charge, refund.amount));
  emitEvent(occasion, 'charge.refunded', renderCharge(after), renderCharge(charge));
  emitEvent(occasion, 'refund.created', renderRefund(refund));
  doLater(occasion, refundCourse(charge).later, refund.id);
  return refund;
}

/** The shopper's bank has it, and its reference number is known. */
export function finishRefund(occasion: Occasion, refundId: string): void {
  const refund = occasion.store.refunds.find(refundId);
  if (refund?.reference !== null) return;
  keepRefund(occasion, finished(refund, randomReference()), refund);
}

/** The shopper's bank could not take it: the charge counts it no more. */
export function failRefund(occasion: Occasion, refundId: string): void {
  const { store, now } = occasion;
  const refund = store.refunds.find(refundId);
  const charge = refund && store.charges.find(refund.chargeId);
  if (!charge || refund.status === 'failed') return;
  const transaction = transactionOfFailedRefund(refund, charge, { id: randomId('txn'), now });
  store.balanceTransactions.save(transaction);
  store.charges.save(withRefunded(charge, -refund.amount));
  const after = failed(refund, transaction.id);
  emitEvent(occasion, 'refund.failed', renderRefund(after));
  keepRefund(occasion, after, refund);
}

/** Stripe tells of every change of a refund twice, as of a refund and as of its charge's. */
export function keepRefund(occasion: Occasion, after: Refund, before: Refund): void {
  occasion.store.refunds.save(after);
  for (const type of ['refund.updated', 'charge.refund.updated']) {
    emitEvent(occasion, type, renderRefund(after), renderRefund(before));
  }
}
