import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import esbuild, { type Plugin } from 'esbuild';
import { applyPatches, type Patch } from './patch.js';

export interface Bundling {
  /** The folder of the build. */
  from: string;
  to: string;
  /** The files below `from` that are started or imported, without `.js`. */
  entries: string[];
  /** Packages that are not put in: a native part, and what others ask for and do without. */
  external?: string[];
  /** What the bundled code has to have loaded before itself. */
  first?: string;
  patches?: Patch[];
}

/** Of ws and better-sqlite3. */
const LEFT_OUT = ['better-sqlite3', 'bufferutil', 'utf-8-validate'];
const REQUIRE = `import { createRequire as requireFor } from 'node:module';
const require = requireFor(import.meta.url);`;

/**
 * The programs of a build with everything they import in a dozen files instead of two thousand: they
 * start in half the time, and the tests start hundreds. Fails when one of the patches changes nothing.
 */
export async function bundle({
  from,
  to,
  entries,
  external = [],
  first = '',
  patches = [],
}: Bundling): Promise<void> {
  const patched = new Set<string>();
  const { outputFiles } = await esbuild.build({
    entryPoints: entries.map((entry) => path.join(from, `${entry}.js`)),
    outbase: from,
    outdir: to,
    bundle: true,
    splitting: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    keepNames: true,
    legalComments: 'none',
    external: [...LEFT_OUT, ...external].flatMap((name) => [name, `${name}/*`]),
    banner: { js: first + REQUIRE },
    plugins: [ownCode(from, patches, patched)],
  });
  // Its service would outlive the spec.
  await esbuild.stop();
  const unused = patches.filter(({ file }) => !patched.has(file));
  if (unused.length > 0) {
    throw new Error(`No program has ${unused.map(({ file }) => file).join(', ')} in it`);
  }
  await forgetOthers(to);
  await Promise.all(outputFiles.map(({ path: file, contents }) => putInPlace(file, contents)));
}

/** Patched, and with the paths that each file had where it was. */
function ownCode(from: string, patches: Patch[], patched: Set<string>): Plugin {
  return {
    name: 'own-code',
    setup(build) {
      build.onLoad({ filter: /\.js$/ }, async ({ path: full }) => {
        const file = path.relative(from, full);
        if (file.startsWith('..')) return null;
        const code = applyPatches(await readFile(full, 'utf8'), file, patches);
        patched.add(file);
        const contents = code
          .replaceAll('import.meta.dirname', JSON.stringify(path.dirname(full)))
          .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(full).href));
        return { contents };
      });
    },
  };
}

/** Of earlier builds; what another run has only just made stays. */
async function forgetOthers(folder: string) {
  const anHourAgo = Date.now() - 3_600_000;
  for (const name of await readdir(folder).catch(() => [])) {
    const file = path.join(folder, name);
    const { mtimeMs } = await stat(file);
    if (name.startsWith('chunk-') && mtimeMs < anHourAgo) await rm(file, { force: true });
  }
}

/** At once: a program of another run may be starting. */
async function putInPlace(file: string, contents: Uint8Array) {
  const draft = `${file}.${process.pid}`;
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(draft, contents);
  await rename(draft, file);
}
