import './node-version.mjs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { fingerprint, stamp } from './fingerprint.mjs';
import { runQuietly, step } from './run.mjs';

export const root = path.resolve(import.meta.dirname, '../..');
export const bin = {
  prisma: path.join(root, 'node_modules/prisma/build/index.js'),
  nest: path.join(root, 'node_modules/@nestjs/cli/bin/nest.js'),
  buildBrowser: path.join(root, 'scripts/build-browser.mjs'),
};

/** Runs one of our tools with this very Node, from the project's folder. */
export const runTool = (script, args = [], env = process.env) =>
  runQuietly(process.execPath, [script, ...args], { cwd: root, env });

const client = stamp(path.join(root, 'src/database/generated/.made-from'));
const clientState = () => fingerprint(root, ['prisma/schema.prisma', 'package-lock.json']);
export const isGenerated = () => client.matches(clientState());

/** Prisma's client, when its schema or version changed. */
export async function generate() {
  if (isGenerated()) return;
  const state = clientState();
  await step('Generating the Prisma client', () => runTool(bin.prisma, ['generate']));
  client.write(state);
}

const program = stamp(path.join(root, 'dist/.made-from'));
const programState = () =>
  fingerprint(root, [
    'src',
    'nest-cli.json',
    'tsconfig.json',
    'package-lock.json',
    'prisma/schema.prisma',
    'scripts/build-browser.mjs',
  ]);
export const isBuilt = () => program.matches(programState());

/** Server and browser code, when a source changed. */
export async function build() {
  if (isBuilt()) return;
  const state = programState();
  await step('Building', async () => {
    await rm(path.join(root, 'dist'), { recursive: true, force: true });
    await Promise.all([runTool(bin.nest, ['build']), runTool(bin.buildBrowser)]);
  });
  program.write(state);
}
