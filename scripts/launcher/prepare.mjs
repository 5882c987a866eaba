import { build, generate, root } from './build.mjs';
import { migrate, seedWhenEmpty } from './database.mjs';
import { install } from './install.mjs';

/** Everything between a fresh clone and a program that can be started; only what is missing. */
export async function prepareProgram() {
  await install();
  await generate();
  await build();
}

/** The same, and a database with books in it. Resolves to the checked configuration. */
export async function prepareShop() {
  await prepareProgram();
  const { loadEnv } = await import('../../dist/config/load-env.js');
  const env = loadEnv(root);
  await migrate(env);
  await seedWhenEmpty(env);
  return env;
}

/** Runs a script and sets the exit code. Errors are printed as a message, without their stack. */
export async function main(run) {
  try {
    process.exitCode = await run();
  } catch (error) {
    console.error(`\n${error.message}`);
    process.exitCode = 1;
  }
}
