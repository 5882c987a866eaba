// `npm run orders -- …`: the admin’s desk, beside a shop that runs or not. --help tells the rest.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { root } from './launcher/build.mjs';
import { main, prepareProgram } from './launcher/prepare.mjs';
import { withStripe } from './launcher/with-stripe.mjs';

const ASKING = ['check', 'refund', 'review', 'recover'];

await main(async () => {
  const args = process.argv.slice(2);
  // A shop that runs is not built anew under its feet.
  if (!existsSync(path.join(root, 'dist/admin/run.js'))) await prepareProgram();
  const { loadEnv } = await import('../dist/config/load-env.js');
  const { run } = await import('../dist/admin/run.js');
  const env = loadEnv(root);
  if (!existsSync(env.databasePath))
    throw new Error(`There is no database at ${env.databasePath}.`);
  const work = () => run(args, env);
  return ASKING.includes(args[0]) ? withStripe(env, work) : work();
});
