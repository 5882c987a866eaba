// `npm run build`: the program, and what runs in the browser. With --watch, the latter again and again.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import esbuild from 'esbuild';

const from = (...parts) => path.join(import.meta.dirname, 'src/browser', ...parts);
const dist = path.join(import.meta.dirname, 'dist');
const FRAMES = ['payment', 'address', 'link-authentication', 'challenge'];

const bundles = {
  bundle: true,
  target: 'es2022',
  // As Stripe's own: a page of a shop is as quick as with Stripe.
  minify: true,
  sourcemap: true,
  legalComments: 'none',
  entryPoints: {
    'endive/stripe': from('stripe.ts'),
    ...Object.fromEntries(FRAMES.map((name) => [`frame/${name}`, from(`frame/${name}.ts`)])),
    'lab/lab': from('lab/lab.ts'),
  },
  outdir: path.join(dist, 'public'),
  format: 'iife',
};

/** What `npx stripe-sandbox` runs: in one file it starts in half the time. */
const program = {
  entryPoints: { program: path.join(dist, 'main.js') },
  outdir: dist,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  keepNames: true,
  // A native part, and what ws does without.
  external: ['better-sqlite3', 'bufferutil', 'utf-8-validate'],
  banner: {
    js: `import { createRequire as requireFor } from 'node:module';
const require = requireFor(import.meta.url);`,
  },
};

if (process.argv.includes('--watch')) {
  await (await esbuild.context(bundles)).watch();
} else {
  await rm(dist, { recursive: true, force: true });
  await Promise.all([compileProgram(), esbuild.build(bundles), ...['frame', 'lab'].map(copyPages)]);
}

async function compileProgram() {
  await compile();
  await esbuild.build(program);
}

async function compile() {
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const args = [tsc, '-p', path.join(import.meta.dirname, 'tsconfig.build.json')];
  const [code] = await once(spawn(process.execPath, args, { stdio: 'inherit' }), 'exit');
  if (code !== 0) throw new Error('The sandbox does not compile: see above.');
}

function copyPages(folder) {
  const isPage = (file) => !file.endsWith('.ts');
  const to = path.join(dist, 'public', folder);
  return cp(from(folder), to, { recursive: true, filter: isPage });
}
