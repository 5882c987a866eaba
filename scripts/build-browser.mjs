// Bundles what runs in the browser: the shop's pages, and the sandbox's stand-in for Stripe.js.
import path from 'node:path';
import { cp } from 'node:fs/promises';
import esbuild from 'esbuild';

const root = path.resolve(import.meta.dirname, '..');
const from = (...parts) => path.join(root, 'src', ...parts);
const to = (...parts) => path.join(root, 'dist', ...parts);
const shared = { bundle: true, target: 'es2022', sourcemap: true, legalComments: 'none' };
const framePages = (names) =>
  Object.fromEntries(
    names.map((name) => [`frame/${name}`, from(`sandbox/browser/frame/${name}.ts`)]),
  );

const bundles = [
  {
    ...shared,
    entryPoints: [from('browser/checkout.ts'), from('browser/order.ts'), from('browser/header.ts')],
    outdir: to('public'),
    format: 'esm',
    minify: true,
  },
  {
    ...shared,
    entryPoints: {
      'endive/stripe': from('sandbox/browser/stripe.ts'),
      ...framePages(['payment', 'address', 'link-authentication', 'challenge']),
      'lab/lab': from('sandbox/browser/lab/lab.ts'),
    },
    outdir: to('sandbox/public'),
    format: 'iife',
  },
];

for (const folder of ['frame', 'lab']) {
  await cp(from('sandbox/browser', folder), to('sandbox/public', folder), {
    recursive: true,
    filter: (file) => !file.endsWith('.ts'),
  });
}

if (process.argv.includes('--watch')) {
  const contexts = await Promise.all(bundles.map((bundle) => esbuild.context(bundle)));
  await Promise.all(contexts.map((context) => context.watch()));
} else {
  await Promise.all(bundles.map((bundle) => esbuild.build(bundle)));
}
