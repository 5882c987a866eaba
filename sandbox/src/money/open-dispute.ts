import type { Occasion } from '../api/endpoint.js';
import { emitEvent } from '../api/emit-event.js';
import { type MovedByDispute, transactionOfDispute } from '../model/balance-movement.js';
import type { Charge } from '../model/charge.js';
import {
  type Dispute,
  disputeKindOf,
  type DisputeKind,
  isInquiry,
  newDispute,
} from '../model/dispute.js';
import { aftermathOf } from '../model/test-cards.js';
import { renderDispute } from '../wire/dispute.js';
import { randomId } from '../wire/random-id.js';

/**
 * For a charge whose card is made to be disputed. The Stripe CLI looks for it as soon as the payment
 * is answered; its events come after the payment's.
 */
export function openCardsDispute(occasion: Occasion, charge: Charge): void {
  const kind = disputeKindOf(aftermathOf(charge.paymentMethod));
  if (kind !== null) openDispute(occasion, charge, kind);
}

/** Ask mayDispute() first. A bank does it, and no request of the shop. */
export function openDispute(cause: Occasion, charge: Charge, kind: DisputeKind): Dispute {
  const occasion = { ...cause, requestId: null, idempotencyKey: null };
  const { store, now } = occasion;
  const opened = newDispute(charge, kind, { id: randomId('du'), now });
  store.charges.save({ ...charge, disputeId: opened.id });
  const dispute = isInquiry(opened) ? opened : moveMoney(occasion, opened, 'dispute');
  store.disputes.save(dispute);
  emitEvent(occasion, 'charge.dispute.created', renderDispute(dispute));
  if (dispute !== opened) {
    emitEvent(occasion, 'charge.dispute.funds_withdrawn', renderDispute(dispute));
  }
  return dispute;
}

/** Takes the money from the balance, or gives it back. */
export function moveMoney(occasion: Occasion, dispute: Dispute, kind: MovedByDispute): Dispute {
  const { store, now } = occasion;
  const transaction = transactionOfDispute(dispute, kind, { id: randomId('txn'), now });
  store.balanceTransactions.save(transaction);
  return { ...dispute, transactions: [...dispute.transactions, transaction] };
}
