// Bundles the scripts, style sheets and icons of the shop's pages. Each gets a fingerprint in its name, so that
// browsers may keep it for ever; dist/assets.json has the names.
import { readdirSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import esbuild from 'esbuild';

const root = path.resolve(import.meta.dirname, '..');
const outdir = path.join(root, 'dist/public');
const assets = path.join(root, 'views/assets');
const isWatched = process.argv.includes('--watch');

/** @param {string} name */
const from = (name) => path.join(root, 'src/browser', name);

/**
 * Writes the name of each file by the name that templates have for it.
 * @type {import('esbuild').Plugin}
 */
const names = {
  name: 'names',
  setup(build) {
    build.onEnd(async ({ metafile }) => {
      const built = Object.entries(metafile?.outputs ?? {}).flatMap(([file, { entryPoint }]) =>
        entryPoint
          ? [[path.basename(entryPoint).replace(/\.ts$/, '.js'), path.basename(file)]]
          : [],
      );
      const text = JSON.stringify(Object.fromEntries(built), null, 2);
      await writeFile(path.join(root, 'dist/assets.json'), `${text}\n`);
    });
  },
};

/** @satisfies {import('esbuild').BuildOptions} */
const bundles = {
  bundle: true,
  target: 'es2022',
  sourcemap: true,
  legalComments: 'none',
  entryPoints: [
    from('checkout.ts'),
    from('order.ts'),
    from('header.ts'),
    ...readdirSync(assets).map((name) => path.join(assets, name)),
  ],
  entryNames: '[name].[hash]',
  loader: { '.png': 'copy', '.ico': 'copy', '.svg': 'copy' },
  outdir,
  format: 'esm',
  minify: true,
  metafile: true,
  plugins: [names],
};

if (isWatched) {
  await (await esbuild.context(bundles)).watch();
} else {
  await rm(outdir, { recursive: true, force: true });
  await esbuild.build(bundles);
}
