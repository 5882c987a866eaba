import { cp, mkdir, readdir, symlink } from 'node:fs/promises';
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
  await linkPackages(folder);
  return folder;
}

/** One by one: an install that goes wrong in the copy must not empty the folder of the original. */
async function linkPackages(folder: string) {
  const [from, to] = [root, folder].map((each) => path.join(each, 'node_modules'));
  if (!from || !to) return;
  await mkdir(to);
  const names = (await readdir(from)).filter((name) => name !== '.folio-installed');
  await Promise.all(
    names.map((name) => symlink(path.join(from, name), path.join(to, name), 'junction')),
  );
}
