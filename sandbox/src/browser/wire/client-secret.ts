/** The PaymentIntent a client secret opens, or null when the text is no client secret. */
export function paymentIntentIdOf(clientSecret: unknown): string | null {
  if (typeof clientSecret !== 'string') return null;
  return /^(pi_\w+?)_secret_\w+$/.exec(clientSecret)?.[1] ?? null;
}
