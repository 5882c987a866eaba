/** Why a bank (or Stripe) said no, in Stripe's words. */
export interface Decline {
  code: string;
  declineCode: string;
  message: string;
  param: string | null;
  adviceCode: 'try_again_later' | 'do_not_try_again' | 'confirm_card_data' | null;
  /** Blocked by Stripe before the bank was asked. */
  blocked: boolean;
}

const DECLINED: Decline = {
  code: 'card_declined',
  declineCode: 'generic_decline',
  message: 'Your card was declined.',
  param: null,
  adviceCode: 'try_again_later',
  blocked: false,
};

export const DECLINES = {
  generic: DECLINED,
  insufficient_funds: {
    ...DECLINED,
    declineCode: 'insufficient_funds',
    message: 'Your card has insufficient funds.',
  },
  lost_card: { ...DECLINED, declineCode: 'lost_card', adviceCode: 'do_not_try_again' },
  stolen_card: { ...DECLINED, declineCode: 'stolen_card', adviceCode: 'do_not_try_again' },
  expired_card: {
    ...DECLINED,
    code: 'expired_card',
    declineCode: 'expired_card',
    message: 'Your card has expired.',
    param: 'exp_month',
    adviceCode: 'confirm_card_data',
  },
  incorrect_cvc: {
    ...DECLINED,
    code: 'incorrect_cvc',
    declineCode: 'incorrect_cvc',
    message: "Your card's security code is incorrect.",
    param: 'cvc',
    adviceCode: 'confirm_card_data',
  },
  processing_error: {
    ...DECLINED,
    code: 'processing_error',
    declineCode: 'processing_error',
    message: 'An error occurred while processing your card. Try again in a little bit.',
  },
  velocity_exceeded: {
    ...DECLINED,
    declineCode: 'card_velocity_exceeded',
    message:
      'Your card was declined for making repeated attempts too frequently or exceeding its amount limit.',
    adviceCode: null,
  },
  authentication_not_handled: {
    ...DECLINED,
    code: 'authentication_required',
    declineCode: 'authentication_not_handled',
    message:
      "This payment required an authentication action to complete, but `error_on_requires_action` was set. When you're ready, you can upgrade your integration to handle actions at https://stripe.com/docs/payments/payment-intents/upgrade-to-handle-actions.",
    adviceCode: null,
  },
  blocked: { ...DECLINED, declineCode: 'fraudulent', adviceCode: null, blocked: true },
} as const satisfies Record<string, Decline>;

export type DeclineName = keyof typeof DECLINES;
