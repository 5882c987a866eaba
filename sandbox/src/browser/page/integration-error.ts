/** A mistake in the page's code, not in what the shopper typed: thrown, never returned. */
export class IntegrationError extends Error {
  override readonly name = 'IntegrationError';
}
