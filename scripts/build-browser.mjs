// Bundles the scripts of the shop's pages.
import path from 'node:path';
import esbuild from 'esbuild';

const root = path.resolve(import.meta.dirname, '..');
/** @param {string} name */
const from = (name) => path.join(root, 'src/browser', name);

/** @satisfies {import('esbuild').BuildOptions} */
const bundles = {
  bundle: true,
  target: 'es2022',
  sourcemap: true,
  legalComments: 'none',
  entryPoints: [from('checkout.ts'), from('order.ts'), from('header.ts')],
  outdir: path.join(root, 'dist/public'),
  format: 'esm',
  minify: true,
};

if (process.argv.includes('--watch')) {
  await (await esbuild.context(bundles)).watch();
} else {
  await esbuild.build(bundles);
}
