import { run } from '../../src/admin/run.js';
import type { Env } from '../../src/config/env.js';
import { loadEnv } from '../../src/config/load-env.js';
import { root } from './program.js';
import type { World } from './world.js';

/** `npm run orders -- …` beside this world's shop, in this process, which is quicker. */
export function ordersCommand(world: World, ...args: (string | number)[]) {
  return ordersCommandOf(loadEnv(root, world.commandEnv), ...args);
}

export async function ordersCommandOf(env: Env, ...args: (string | number)[]) {
  const printed: string[] = [];
  const print = (text: string) => printed.push(text);
  const code = await run(args.map(String), env, { print, printError: print });
  return { code, said: printed.join('\n') };
}
