import type Stripe from 'stripe';

/** What Stripe writes under `error`. */
export interface ErrorBody {
  advice_code?: string;
  charge?: string;
  code?: string;
  decline_code?: string;
  doc_url?: string;
  message: string;
  param?: string;
  /** The whole of it, or what a browser may see. */
  payment_intent?: object;
  payment_method?: Stripe.PaymentMethod;
  type: 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error';
}

/** A request that is refused: what it did is undone, and this is the answer. */
export class StripeError extends Error {
  constructor(
    readonly status: number,
    readonly body: ErrorBody,
    /** Stripe does not keep the refusal of a request that was never begun. */
    readonly isKeptForReplay = false,
  ) {
    super(body.message);
    this.name = 'StripeError';
  }
}

interface Particulars {
  code?: string | null;
  param?: string | null;
  status?: number;
  paymentIntent?: object;
  isKeptForReplay?: boolean;
}

export function invalidRequest(message: string, particulars: Particulars = {}): StripeError {
  const { code, param, status = 400, paymentIntent, isKeptForReplay } = particulars;
  const body: ErrorBody = {
    ...(code ? { code, doc_url: docUrl(code) } : {}),
    message,
    ...(param ? { param } : {}),
    ...(paymentIntent ? { payment_intent: paymentIntent } : {}),
    type: 'invalid_request_error',
  };
  return new StripeError(status, body, isKeptForReplay);
}

export function noSuch(kind: string, id: string, param: string, status = 404): StripeError {
  return invalidRequest(`No such ${kind}: '${id}'`, { code: 'resource_missing', param, status });
}

export function notImitated(what: string, param: string | null = null): StripeError {
  const message = `The sandbox does not imitate ${what} yet. Its page /_sandbox/api lists what it does; try this one with Stripe's test mode.`;
  return invalidRequest(message, { param });
}

export function docUrl(code: string): string {
  return `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}`;
}
