import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { importBuilt } from '../launcher/import-built.mjs';
import { note, ok } from './check-result.mjs';

const NAME = 'private files';
const MAX_NAMED = 5;
const READ = 0o004;
const ENTER = 0o001;

/**
 * Whether every user of this machine may read what holds addresses of shoppers. Its group may: a container may run as
 * another user of it. Windows has no modes.
 * @param {import('../../src/config/env.js').Env} env
 */
export async function examinePrivateFiles(env) {
  if (process.platform === 'win32') return [];
  const { mailsFolder } = await importBuilt('mail/mails-folder.js');
  const { slipsFolder } = await importBuilt('fulfilment/slip/slips-folder.js');
  const files = [
    ...databaseFiles(env.database),
    ...filesIn(env.backup.directory, (name) => name.endsWith('.db')),
    ...filesIn(mailsFolder(env.dataDirectory), (name) => name.endsWith('.eml')),
    ...filesIn(slipsFolder(env.dataDirectory), () => true),
  ];
  const open = files.filter((file) => isOpenToOthers(file));
  if (open.length === 0) return [ok(NAME, 'no other user may read them')];
  const named = open.slice(0, MAX_NAMED).join(', ');
  const more = open.length > MAX_NAMED ? ` and ${open.length - MAX_NAMED} more` : '';
  const message = `every user of this machine may read ${named}${more}: addresses are in there`;
  return [note(NAME, message, `chmod o-rwx ${open.map(quoted).join(' ')}`)];
}

/**
 * With those beside it: -wal, -shm, and what a restore keeps.
 * @param {import('../../src/config/database-location.js').DatabaseLocation} database
 */
function databaseFiles(database) {
  if (database.kind !== 'sqlite') return [];
  const { dir, base } = path.parse(database.path);
  return filesIn(dir, (name) => name.startsWith(base));
}

/**
 * None if the folder is not there, or is closed to us.
 * @param {string} folder
 * @param {(name: string) => boolean} isMeant
 */
function filesIn(folder, isMeant) {
  try {
    return readdirSync(folder)
      .filter(isMeant)
      .map((name) => path.join(folder, name));
  } catch {
    return [];
  }
}

/** @param {string} file */
function isOpenToOthers(file) {
  return allows(file, READ) && foldersOf(file).every((folder) => allows(folder, ENTER));
}

/**
 * @param {string} file
 * @returns {string[]}
 */
function foldersOf(file) {
  const folder = path.dirname(file);
  return folder === file ? [] : [folder, ...foldersOf(folder)];
}

/**
 * @param {string} place
 * @param {number} mode
 */
function allows(place, mode) {
  const found = statSync(place, { throwIfNoEntry: false });
  return found !== undefined && (found.mode & mode) !== 0;
}

/** @param {string} file */
const quoted = (file) => (/^[\w./@:+-]+$/.test(file) ? file : `'${file.replaceAll("'", "'\\''")}'`);
