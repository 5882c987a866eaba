import './node-version.mjs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { fingerprint, storedFingerprint } from './fingerprint.mjs';
import { runQuietly, step } from './run.mjs';

export const root = path.resolve(import.meta.dirname, '../..');
export const bin = {
  prisma: path.join(root, 'node_modules/prisma/build/index.js'),
  nest: path.join(root, 'node_modules/@nestjs/cli/bin/nest.js'),
  buildBrowser: path.join(root, 'scripts/build-browser.mjs'),
  buildSandbox: path.join(root, 'sandbox/build.mjs'),
};

/**
 * Runs a tool with this Node in the project's folder.
 * @param {string} script
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
export const runTool = (script, args = [], env = process.env) =>
  runQuietly(process.execPath, [script, ...args], { cwd: root, env });

const generatedFrom = [
  'prisma/schema.prisma',
  'prisma/postgresql/derive-schema.ts',
  'package-lock.json',
];
const clients = [
  client('src/database/generated', 'file:./data/folio.db'),
  client('src/database/postgresql/generated', 'postgresql://localhost/folio'),
];

/**
 * Prisma's client for one of the databases.
 * @param {string} folder
 * @param {string} url for prisma.config.ts, which chooses by its scheme; nothing is opened
 */
function client(folder, url) {
  const generated = storedFingerprint(path.join(root, folder, '.build-fingerprint'));
  return {
    isOf: generated.matches,
    /** @param {string} state of what it is made from */
    async generate(state) {
      await runTool(bin.prisma, ['generate'], { ...process.env, DATABASE_URL: url });
      generated.write(state);
    },
  };
}

const clientState = () => fingerprint(root, generatedFrom);

export function isGenerated() {
  const state = clientState();
  return clients.every((each) => each.isOf(state));
}

/** Generates Prisma's clients if the schema or Prisma has changed. */
export async function generate() {
  if (!isGenerated()) await step('Generating the Prisma client', generateAgain);
}

/** Generates both, whatever is there. */
export function generateAgain() {
  const state = clientState();
  return Promise.all(clients.map((each) => each.generate(state)));
}

const SHARED = ['tsconfig.json', 'package-lock.json'];
const shop = part('dist', {
  sources: [
    ...SHARED,
    'src',
    'nest-cli.json',
    'prisma/schema.prisma',
    'scripts/build-browser.mjs',
    'views/assets',
  ],
  async build() {
    await rm(path.join(root, 'dist'), { recursive: true, force: true });
    await Promise.all([runTool(bin.nest, ['build']), runTool(bin.buildBrowser)]);
  },
});
const sandbox = part('sandbox/dist', {
  sources: [
    ...SHARED,
    'sandbox/src',
    'sandbox/build.mjs',
    'sandbox/tsconfig.json',
    'sandbox/tsconfig.build.json',
  ],
  build: () => runTool(bin.buildSandbox),
});

/**
 * @param {string} folder
 * @param {{ sources: string[], build: () => Promise<unknown> }} what
 */
function part(folder, { sources, build }) {
  const built = storedFingerprint(path.join(root, folder, '.build-fingerprint'));
  const state = () => fingerprint(root, sources);
  return {
    isBuilt: () => built.matches(state()),
    async build() {
      const before = state();
      await build();
      built.write(before);
    },
  };
}

export const isBuilt = () => [shop, sandbox].every((each) => each.isBuilt());

/** Builds the shop and the sandbox if their sources have changed. */
export const build = () => buildParts([shop, sandbox]);
export const buildSandbox = () => buildParts([sandbox]);

/** @param {ReturnType<typeof part>[]} parts */
async function buildParts(parts) {
  const stale = parts.filter((each) => !each.isBuilt());
  if (stale.length === 0) return;
  await step('Building', () => Promise.all(stale.map((each) => each.build())));
}
