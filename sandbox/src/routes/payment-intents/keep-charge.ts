import type { Call } from '../../api/endpoint.js';
import { emitEvent } from '../../api/emit-event.js';
import type { Charged } from '../../model/pay.js';
import { used } from '../../model/payment-method.js';
import { openCardsDispute } from '../../money/open-dispute.js';
import { takeMoney } from '../../money/take-money.js';
import { renderCharge } from '../../wire/charge.js';
import { renderPaymentIntent } from '../../wire/payment-intent.js';

const EVENTS = {
  paid: ['charge.succeeded', 'payment_intent.succeeded'],
  authorized: ['charge.succeeded', 'payment_intent.amount_capturable_updated'],
  declined: ['charge.failed', 'payment_intent.payment_failed'],
} as const;

/** Writes down that the bank was asked for the money, and tells what it said. */
export function keepCharge(call: Call, { outcome, intent, charge: made }: Charged): void {
  const { store } = call;
  const isBookedAtOnce = intent.captureMethod === 'automatic';
  const charge = outcome === 'paid' ? takeMoney(call, made, isBookedAtOnce) : made;
  store.charges.save(charge);
  store.paymentIntents.save(intent);
  if (outcome !== 'declined') use(call, charge.paymentMethod.id);
  const [ofCharge, ofIntent] = EVENTS[outcome];
  emitEvent(call, ofCharge, renderCharge(charge));
  emitEvent(call, ofIntent, renderPaymentIntent(intent));
  if (outcome === 'paid') openCardsDispute(call, charge);
}

function use({ store }: Call, paymentMethodId: string): void {
  const paymentMethod = store.paymentMethods.find(paymentMethodId);
  if (paymentMethod) store.paymentMethods.save(used(paymentMethod));
}
