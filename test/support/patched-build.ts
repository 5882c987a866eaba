import { cp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { applyPatches, type Patch } from '../../sandbox/test/support/patch.js';
import { bundleShop } from './bundle-shop.js';
import { build, root } from './program.js';

const BUILDS = path.join(root, '.test/builds');

/**
 * The built programs with a few lines changed: a bug planted to see that a test catches it, or a
 * fail-point in the place of its comment. The product itself has no switch for either.
 * Resolves to the path of its main.js.
 */
export async function patchedBuild(name: string, patches: Patch[]): Promise<string> {
  const folder = await emptied(name);
  await bundleShop(folder, patches);
  return path.join(folder, 'main.js');
}

/** The same, file by file, for those who import single ones. Resolves to the folder. */
export async function patchedFiles(name: string, patches: Patch[]): Promise<string> {
  const folder = await emptied(name);
  const copy = path.join(folder, 'dist');
  await cp(build, copy, { recursive: true });
  for (const beside of ['views', 'prisma']) {
    await symlink(path.join(root, beside), path.join(folder, beside));
  }
  for (const file of new Set(patches.map((patch) => patch.file))) {
    const full = path.join(copy, file);
    await writeFile(full, applyPatches(await readFile(full, 'utf8'), file, patches));
  }
  return copy;
}

async function emptied(name: string): Promise<string> {
  const folder = path.join(BUILDS, name);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  return folder;
}
