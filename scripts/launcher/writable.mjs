import { accessSync, constants, existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { codeOf } from './error.mjs';

const { R_OK, W_OK, X_OK } = constants;

/**
 * Why this user may not write a file or make it, and what to do. Null if they may.
 * @param {string} file
 * @returns {{ message: string, remedy: string } | null}
 */
export function notWritable(file) {
  const folder = path.dirname(file);
  const there = nearestExisting(folder);
  return (
    refusal(there, W_OK | X_OK, folder) ?? (existsSync(file) ? refusal(file, R_OK | W_OK) : null)
  );
}

/** @param {string} folder */
function nearestExisting(folder) {
  let there = folder;
  while (!existsSync(there) && path.dirname(there) !== there) there = path.dirname(there);
  return there;
}

/**
 * @param {string} place
 * @param {number} mode
 * @param {string} wanted the folder that is to be made, if it is not there
 */
function refusal(place, mode, wanted = place) {
  try {
    accessSync(place, mode);
    return null;
  } catch (error) {
    if (codeOf(error) === 'EROFS') {
      return { message: `${place} is mounted read-only`, remedy: 'mount it with write access' };
    }
    const [own, owner] = [process.getuid?.(), statSync(place).uid];
    if (own === owner) {
      const message = `${place} may not be written, by its owner either`;
      return { message, remedy: `chmod u+rwX ${place}` };
    }
    const message = `${place} belongs to user ${owner}, and user ${own}, as whom Folio runs, may not write there`;
    const make = wanted === place ? '' : `mkdir -p ${wanted} && `;
    return { message, remedy: `as root, outside of a container: ${make}chown -R ${own} ${wanted}` };
  }
}
