/** Why the shop cannot start. The message is for the operator, and needs no stack. */
export class StartupError extends Error {
  override name = 'StartupError';
}

/** Anything thrown, as an error. */
export function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

/** The message of anything thrown. */
export function messageOf(thrown: unknown): string {
  return asError(thrown).message;
}

/** Whether it has this code of Node. Not by `instanceof`: Node's errors may be of another realm. */
export function hasCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
