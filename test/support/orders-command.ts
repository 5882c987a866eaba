import { run } from '../../src/admin/run.js';
import { loadEnv } from '../../src/config/load-env.js';
import { root } from './program.js';
import type { World } from './world.js';

/** `npm run orders -- …` beside this world's shop, in this process, which is quicker. */
export async function ordersCommand(world: World, ...args: (string | number)[]) {
  const printed: string[] = [];
  const env = loadEnv(root, world.commandEnv);
  const code = await run(args.map(String), env, (text) => printed.push(text));
  return { code, said: printed.join('\n') };
}
