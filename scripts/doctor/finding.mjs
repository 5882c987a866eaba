/** What one look came to. `cure` is one line that mends it. */
export const ok = (name, said) => ({ name, state: 'ok', said, cure: null });
export const note = (name, said, cure = null) => ({ name, state: 'note', said, cure });
export const failed = (name, said, cure) => ({ name, state: 'failed', said, cure });
/** It could not be looked at, because something else that failed comes first. */
export const skipped = (name, said) => ({ name, state: 'skipped', said, cure: null });
