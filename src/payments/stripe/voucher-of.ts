import type Stripe from 'stripe';
import type { Voucher } from '../payment.js';

/** Null if the payment does not wait for a voucher to be paid. Stripe's status is then `requires_action`. */
export function voucherOf({ status, next_action }: Stripe.PaymentIntent): Voucher | null {
  if (status !== 'requires_action' || !next_action) return null;
  const details = detailsOf(next_action);
  if (!details) return null;
  const { expires, url = null } = details;
  return { expiresAt: expires ? new Date(expires * 1000) : null, url };
}

interface Details {
  /** In seconds since 1970. */
  expires?: number | null;
  url?: string | null;
}

/** Of every method that is paid away from the shop, for which Stripe waits for hours or days. */
function detailsOf(action: Stripe.PaymentIntent.NextAction): Details | null {
  const { oxxo_display_details: oxxo, pix_display_qr_code: pix } = action;
  if (oxxo) return { expires: oxxo.expires_after, url: oxxo.hosted_voucher_url };
  const dated =
    action.boleto_display_details ??
    action.konbini_display_details ??
    action.multibanco_display_details;
  if (dated) return { expires: dated.expires_at, url: dated.hosted_voucher_url };
  if (pix) return { expires: pix.expires_at ?? null, url: pix.hosted_instructions_url ?? null };
  const deposits = action.verify_with_microdeposits;
  return deposits ? { url: deposits.hosted_verification_url } : null;
}
