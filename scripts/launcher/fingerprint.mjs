import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const GENERATED = /(^|\/)(generated|node_modules)(\/|$)/;

/**
 * A hash of the names and contents of all files below the paths.
 * @param {string} root
 * @param {string[]} paths
 * @param {string} extra
 */
export function fingerprint(root, paths, extra = '') {
  const hash = createHash('sha256').update(extra);
  for (const file of paths.flatMap((each) => filesBelow(root, each)).sort()) {
    hash.update(`\0${file}\0`).update(readFileSync(path.join(root, file)));
  }
  return hash.digest('hex');
}

/**
 * @param {string} root
 * @param {string} relative
 * @returns {string[]}
 */
function filesBelow(root, relative) {
  const full = path.join(root, relative);
  if (!existsSync(full) || GENERATED.test(relative)) return [];
  if (statSync(full).isFile()) return [relative];
  return readdirSync(full).flatMap((name) => filesBelow(root, `${relative}/${name}`));
}

/**
 * The fingerprint of the sources of a step's last success, stored beside its output.
 * @param {string} file
 */
export function storedFingerprint(file) {
  return {
    /** @param {string} value */
    matches: (value) => existsSync(file) && readFileSync(file, 'utf8') === value,
    /** @param {string} value */
    write(value) {
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, value);
    },
  };
}
