import type Stripe from 'stripe';
import type { DeliverySummary } from '../store/delivery-history.js';
import type { Html } from './html.js';
import { badge, type Tone } from './pieces.js';

const INTENT: Record<string, [string, Tone]> = {
  requires_payment_method: ['Incomplete', 'plain'],
  requires_confirmation: ['Incomplete', 'plain'],
  requires_action: ['3-D Secure', 'open'],
  processing: ['Processing', 'open'],
  requires_capture: ['Uncaptured', 'open'],
  succeeded: ['Succeeded', 'good'],
  canceled: ['Canceled', 'plain'],
};

const DISPUTE: Record<string, [string, Tone]> = {
  needs_response: ['Disputed', 'bad'],
  under_review: ['Dispute in review', 'open'],
  won: ['Dispute won', 'good'],
  lost: ['Dispute lost', 'bad'],
  warning_needs_response: ['Inquiry', 'bad'],
  warning_under_review: ['Inquiry in review', 'open'],
  warning_closed: ['Inquiry closed', 'plain'],
};

function disputeBadge({ status }: Stripe.Dispute): Html {
  const [text, tone] = DISPUTE[status] ?? [status, 'plain'];
  return badge(text, tone);
}

/** In the words of Stripe's Dashboard. */
export function paymentBadge(intent: Stripe.PaymentIntent, dispute?: Stripe.Dispute): Html {
  const charge = chargeOf(intent);
  if (charge?.refunded) return badge('Refunded', 'plain');
  if (dispute) return disputeBadge(dispute);
  if (charge && charge.amount_refunded > 0) return badge('Partial refund', 'plain');
  if (intent.status === 'requires_payment_method' && intent.last_payment_error) {
    return badge('Failed', 'bad');
  }
  const [text, tone] = INTENT[intent.status] ?? [intent.status, 'plain'];
  return badge(text, tone);
}

export function chargeOf({ latest_charge: charge }: Stripe.PaymentIntent): Stripe.Charge | null {
  return typeof charge === 'object' ? charge : null;
}

/** `status` 0: the connection was cut. */
export function httpBadge(status: number | null): Html {
  if (status === null || status === 0) return badge(status === 0 ? 'cut' : 'no answer', 'bad');
  return badge(String(status), status < 300 ? 'good' : 'bad');
}

const DELIVERY = {
  delivered: ['Delivered', 'good'],
  failed: ['Failed', 'bad'],
} as const satisfies Record<string, [string, Tone]>;

export function deliveryBadge({ state, attempts }: DeliverySummary): Html {
  if (state === 'pending')
    return attempts === 0 ? badge('On its way', 'open') : badge('Will retry', 'bad');
  const [text, tone] = DELIVERY[state];
  return badge(text, tone);
}
