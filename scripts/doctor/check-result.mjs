/**
 * The result of one check. `remedy`: one line that says how to fix it.
 * @typedef {{
 *   name: string,
 *   state: 'ok' | 'note' | 'failed' | 'skipped',
 *   message: string,
 *   remedy: string | null,
 * }} CheckResult
 */

/** @type {(name: string, message: string) => CheckResult} */
export const ok = (name, message) => ({ name, state: 'ok', message, remedy: null });

/** @type {(name: string, message: string, remedy?: string | null) => CheckResult} */
export const note = (name, message, remedy = null) => ({ name, state: 'note', message, remedy });

/** @type {(name: string, message: string, remedy: string) => CheckResult} */
export const failed = (name, message, remedy) => ({ name, state: 'failed', message, remedy });

/**
 * It cannot be checked, because it needs something that failed.
 * @type {(name: string, message: string) => CheckResult}
 */
export const skipped = (name, message) => ({ name, state: 'skipped', message, remedy: null });
