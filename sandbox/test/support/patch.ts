export interface Patch {
  /** Below dist/, such as `wire/charge.js`. */
  file: string;
  find: string | RegExp;
  replace: string;
}

/** Those of `file`. Throws when one of them finds nothing to change. */
export function applyPatches(code: string, file: string, patches: readonly Patch[]): string {
  return patches
    .filter((patch) => patch.file === file)
    .reduce((before, { find, replace }) => {
      const changed = before.replace(find, replace);
      if (changed === before) throw new Error(`Nothing to patch in ${file}: ${String(find)}`);
      return changed;
    }, code);
}
