/** The result of one check. `remedy`: one line that says how to fix it. */
export const ok = (name, message) => ({ name, state: 'ok', message, remedy: null });
export const note = (name, message, remedy = null) => ({ name, state: 'note', message, remedy });
export const failed = (name, message, remedy) => ({ name, state: 'failed', message, remedy });
/** It could not be looked at, because something else that failed comes first. */
export const skipped = (name, message) => ({ name, state: 'skipped', message, remedy: null });
