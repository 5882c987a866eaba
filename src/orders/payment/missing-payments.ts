const CONFIRM_AFTER_MS = 60_000;

/**
 * Payments that Stripe said it does not have. One such answer may be wrong, and closes nothing. Each process waits its
 * own minute; money that comes after all still pays the order.
 */
export class MissingPayments {
  readonly #missingSince = new Map<string, number>();

  /** True from a minute after the first such answer, if the payment was not found in between. */
  isConfirmed(paymentIntentId: string, now = performance.now()): boolean {
    const since = this.#missingSince.get(paymentIntentId) ?? now;
    this.#missingSince.set(paymentIntentId, since);
    return now - since >= CONFIRM_AFTER_MS;
  }

  wasFound(paymentIntentId: string) {
    this.#missingSince.delete(paymentIntentId);
  }
}
