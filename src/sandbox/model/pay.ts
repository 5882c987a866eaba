import type { Charge } from './charge.js';
import { DECLINES, type Decline } from './decline.js';
import { markDeclined, markPaid, type PaymentIntent } from './payment-intent.js';
import type { PaymentMethod } from './payment-method.js';
import { termsOf } from './terms.js';

export type Attempt =
  | { outcome: 'paid'; intent: PaymentIntent; charge: Charge }
  | { outcome: 'declined'; intent: PaymentIntent; charge: Charge; decline: Decline }
  | { outcome: 'not_imitated'; what: string };

/** Charges the card; what comes of it is written in the table of test cards. */
export function pay(
  intent: PaymentIntent,
  paymentMethod: PaymentMethod,
  identity: { chargeId: string; now: number },
): Attempt {
  const { behaviour } = paymentMethod;
  const charged = (decline: Decline | null) => chargeOf(intent, paymentMethod, decline, identity);
  switch (behaviour.kind) {
    case 'pays': {
      const charge = charged(null);
      return { outcome: 'paid', intent: markPaid(intent, charge), charge };
    }
    case 'declines': {
      const decline = DECLINES[behaviour.decline];
      const charge = charged(decline);
      return {
        outcome: 'declined',
        intent: markDeclined(intent, charge, decline),
        charge,
        decline,
      };
    }
    case 'not_imitated':
      return { outcome: 'not_imitated', what: behaviour.what };
  }
}

function chargeOf(
  intent: PaymentIntent,
  paymentMethod: PaymentMethod,
  decline: Decline | null,
  { chargeId, now }: { chargeId: string; now: number },
): Charge {
  return {
    id: chargeId,
    created: now,
    paymentIntentId: intent.id,
    amount: intent.amount,
    currency: intent.currency,
    decline,
    paymentMethod,
    ...termsOf(intent),
  };
}
