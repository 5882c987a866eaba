import type { Charge } from './charge.js';
import { DECLINES, type Decline, type DeclineName } from './decline.js';
import { markAuthorized, markDeclined, markPaid, type PaymentIntent } from './payment-intent.js';
import type { PaymentMethod } from './payment-method.js';
import { termsOf } from './terms.js';

export type Attempt = Charged | { outcome: 'must_authenticate' };

export type Charged =
  | { outcome: 'paid' | 'authorized'; intent: PaymentIntent; charge: Charge }
  | { outcome: 'declined'; intent: PaymentIntent; charge: Charge; decline: Decline };

interface Identity {
  chargeId: string;
  now: number;
}

/** Charges the card; what comes of it is written in the table of test cards. */
export function pay(
  intent: PaymentIntent,
  paymentMethod: PaymentMethod,
  identity: Identity,
): Attempt {
  const { behaviour } = paymentMethod;
  switch (behaviour.kind) {
    case 'pays':
      return charged(intent, chargeOf(intent, paymentMethod, null, identity));
    case 'declines':
      return charged(intent, chargeOf(intent, paymentMethod, behaviour.decline, identity));
    case 'authenticates':
      return { outcome: 'must_authenticate' };
  }
}

/** Charges the card of a shopper who has proven who they are. */
export function payAuthenticated(
  intent: PaymentIntent,
  paymentMethod: PaymentMethod,
  identity: Identity,
): Charged {
  const { behaviour } = paymentMethod;
  const decline = behaviour.kind === 'authenticates' ? behaviour.thenDeclines : null;
  const charge = chargeOf(intent, paymentMethod, decline, identity);
  return charged(intent, { ...charge, isAuthenticated: true });
}

function charged(intent: PaymentIntent, charge: Charge): Charged {
  const { decline } = charge;
  if (decline !== null) {
    return { outcome: 'declined', intent: markDeclined(intent, charge, decline), charge, decline };
  }
  if (intent.captureMethod === 'manual') {
    return { outcome: 'authorized', intent: markAuthorized(intent, charge), charge };
  }
  return { outcome: 'paid', intent: markPaid(intent, charge), charge };
}

function chargeOf(
  intent: PaymentIntent,
  paymentMethod: PaymentMethod,
  decline: DeclineName | null,
  { chargeId, now }: Identity,
): Charge {
  const isTaken = decline === null && intent.captureMethod !== 'manual';
  return {
    id: chargeId,
    created: now,
    paymentIntentId: intent.id,
    amount: intent.amount,
    currency: intent.currency,
    customerId: intent.customerId,
    decline: decline && DECLINES[decline],
    paymentMethod,
    isAuthenticated: false,
    capturedAmount: isTaken ? intent.amount : null,
    releasedAmount: 0,
    refundedAmount: 0,
    balanceTransactionId: null,
    disputeId: null,
    ...termsOf(intent),
  };
}
