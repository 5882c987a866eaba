import type { Occasion } from '../api/endpoint.js';
import { emitEvent } from '../api/emit-event.js';
import { transactionOfCharge } from '../model/balance-movement.js';
import type { Charge } from '../model/charge.js';
import { renderCharge } from '../wire/charge.js';
import { randomId } from '../wire/random-id.js';
import { doLater } from './do-later.js';

/**
 * The shopper's money is taken: the balance has it at once, or, where Stripe captures
 * asynchronously, a while later.
 */
export function takeMoney(occasion: Occasion, charge: Charge, isBookedAtOnce: boolean): Charge {
  if (!isBookedAtOnce) doLater(occasion, 'book_charge', charge.id);
  return isBookedAtOnce ? booked(occasion, charge) : charge;
}

export function bookCharge(occasion: Occasion, chargeId: string): void {
  const { store } = occasion;
  const charge = store.charges.find(chargeId);
  if (charge?.balanceTransactionId !== null) return;
  const after = store.charges.save(booked(occasion, charge));
  emitEvent(occasion, 'charge.updated', renderCharge(after), renderCharge(charge));
}

function booked({ store, now }: Occasion, charge: Charge): Charge {
  const transaction = transactionOfCharge(charge, { id: randomId('txn'), now });
  return { ...charge, balanceTransactionId: store.balanceTransactions.save(transaction).id };
}
