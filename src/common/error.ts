/** Why the shop cannot start. The message is for the operator, and needs no stack. */
export class StartupError extends Error {
  override name = 'StartupError';
}

/** Anything thrown, as an error. */
export function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

/** The message of anything thrown. Of Node’s error for a name with several addresses, which has none, those of its parts. */
export function messageOf(thrown: unknown): string {
  const error = asError(thrown);
  const parts: unknown = 'errors' in error ? error.errors : null;
  return error.message || (Array.isArray(parts) ? parts.map(messageOf).join(', ') : '');
}

/** Whether it has this code of Node. Not by `instanceof`: Node's errors may be of another realm. */
export function hasCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
