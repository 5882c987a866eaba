import { cp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build, root } from './program.js';

export interface Patch {
  /** Below dist/, such as `orders/order.repository.js`. */
  file: string;
  find: string | RegExp;
  replace: string;
}

/**
 * A copy of the built shop with a few lines changed: a bug planted to see that a test catches it, or
 * a fail-point in the place of its comment. The product itself has no switch for either.
 * Resolves to the path of its main.js.
 */
export async function patchedBuild(name: string, patches: Patch[]): Promise<string> {
  const folder = path.join(root, '.test/builds', name);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await cp(build, path.join(folder, 'dist'), { recursive: true });
  for (const beside of ['views', 'prisma']) {
    await symlink(path.join(root, beside), path.join(folder, beside));
  }
  for (const patch of patches) await apply(path.join(folder, 'dist', patch.file), patch);
  return path.join(folder, 'dist/main.js');
}

async function apply(file: string, { find, replace }: Patch) {
  const code = await readFile(file, 'utf8');
  const changed = code.replace(find, replace);
  if (changed === code) throw new Error(`Nothing to patch in ${file}: ${String(find)}`);
  await writeFile(file, changed);
}

/** For more posts in a minute than all honest shoppers together send. */
export const WITHOUT_LIMITS: Patch = {
  file: 'web/limits/limits.js',
  find: /times: [\d_]+, seconds: MINUTE/g,
  replace: 'times: 1_000_000, seconds: MINUTE',
};

/** For faults of single calls: so many of them together would be a Stripe that is down. */
export const WITHOUT_BREAKER: Patch = {
  file: 'payments/breaker.js',
  find: 'OPENS_AFTER = 10',
  replace: 'OPENS_AFTER = Infinity',
};

/** Dies without a word where the source says `// fail-point: NAME`. */
export function dieAt(failPoint: string, file: string): Patch {
  return {
    file,
    find: `// fail-point: ${failPoint}`,
    replace: `process.kill(process.pid, 'SIGKILL');`,
  };
}
