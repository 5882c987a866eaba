import { cp, symlink } from 'node:fs/promises';
import path from 'node:path';
import { freshFolder } from './database.js';
import { root } from './program.js';

/** What a build or a run leaves behind, or what belongs to one machine. */
const LEFT_BEHIND =
  /^(\.git|\.env|\.test|coverage|data|dist|node_modules|src\/database\/generated)$/;

/** A copy of the project as a fresh clone has it, with this one's packages; nothing is run in it. */
export async function scratchProject(): Promise<string> {
  const folder = path.join(await freshFolder(), 'folio');
  await cp(root, folder, {
    recursive: true,
    filter: (from) => !LEFT_BEHIND.test(path.relative(root, from).replaceAll('\\', '/')),
  });
  await symlink(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
  return folder;
}
