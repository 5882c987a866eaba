// `npm run orders -- …`: the admin’s desk, beside a shop that runs or not. --help tells the rest.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { root } from './launcher/build.mjs';
import { main, prepareProgram } from './launcher/prepare.mjs';
import { withStripe } from './launcher/with-stripe.mjs';
import { importBuilt } from './launcher/import-built.mjs';

await main(async () => {
  // A shop that runs is not built anew under its feet.
  if (!existsSync(path.join(root, 'dist/admin/run.js'))) await prepareProgram();
  const { loadEnv } = await importBuilt('config/load-env.js');
  const { run } = await importBuilt('admin/run.js');
  const env = loadEnv(root);
  if (!existsSync(env.databasePath))
    throw new Error(`There is no database at ${env.databasePath}.`);
  return run(process.argv.slice(2), env, { withStripe: (work) => withStripe(env, work) });
});
