import { existsSync } from 'node:fs';
import path from 'node:path';
import { build, generate, root } from './build.mjs';
import { mayCreateDatabase, migrate, seedWhenEmpty } from './database.mjs';
import { codeOf, messageOf } from './error.mjs';
import { install } from './install.mjs';
import { importBuilt } from './import-built.mjs';
import { notWritable } from './writable.mjs';

/** Installs, generates and builds what is missing. */
export async function prepareProgram() {
  await install();
  await generate();
  await build();
}

/** As `prepareProgram`, and prepares the database. Resolves to the configuration. */
export async function prepareShop() {
  await prepareProgram();
  const { loadEnv } = await importBuilt('config/load-env.js');
  const env = loadEnv(root);
  await migrate(env, { mayCreate: mayCreateDatabase(env) });
  await seedWhenEmpty(env);
  return env;
}

/**
 * Prepares the program only if it was never built: a rebuild would replace the files of a running shop.
 * Resolves to the configuration.
 */
export async function prepareCommand() {
  if (!existsSync(path.join(root, 'dist/main.js'))) await prepareProgram();
  const { loadEnv } = await importBuilt('config/load-env.js');
  return loadEnv(root);
}

/**
 * Runs a script and sets the exit code. Errors are printed as a message, without their stack.
 * @param {() => Promise<number | void>} run
 */
export async function main(run) {
  // Without a listener, it opens Node’s inspector.
  process.on('SIGUSR1', () => {});
  // Without a listener, a reader of the output that leaves would end the launcher, and so the shop.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  try {
    process.exitCode = (await run()) ?? 0;
  } catch (error) {
    console.error(`\n${explain(error)}`);
    process.exitCode = 1;
  }
}

/**
 * Names the cause and the cure where a file may not be written.
 * @param {unknown} error
 */
function explain(error) {
  const isRefused = ['EACCES', 'EPERM', 'EROFS'].includes(String(codeOf(error)));
  const file = error instanceof Error && 'path' in error ? error.path : null;
  const trouble = isRefused && typeof file === 'string' ? notWritable(file) : null;
  return trouble ? `${trouble.message}.\n  → ${trouble.remedy}` : messageOf(error);
}
