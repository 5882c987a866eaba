import { cp, lstat, mkdir, readdir, readlink, symlink } from 'node:fs/promises';
import path from 'node:path';
import { freshFolder } from './database.js';
import { root } from './program.js';

/** What a build or a run leaves behind, or what belongs to one machine. */
const LEFT_BEHIND =
  /^(\.git|\.env|coverage|data|(sandbox\/)?(\.test|dist|node_modules)|src\/database\/(postgresql\/)?generated)$/;

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
    names.map(async (name) => {
      const source = path.join(from, name);
      // A package of the project's own is the copy's.
      const isOwn = (await lstat(source)).isSymbolicLink();
      const target = isOwn ? path.resolve(to, await readlink(source)) : source;
      await symlink(target, path.join(to, name), 'junction');
    }),
  );
}
