// `npm run orders -- …`: orders, refunds and reviews. See --help.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { root } from './launcher/build.mjs';
import { main, prepareProgram } from './launcher/prepare.mjs';
import { withStripe } from './launcher/with-stripe.mjs';
import { importBuilt } from './launcher/import-built.mjs';

await main(async () => {
  // Without a rebuild, which would replace the files of a running shop.
  if (!existsSync(path.join(root, 'dist/admin/run.js'))) await prepareProgram();
  const { loadEnv } = await importBuilt('config/load-env.js');
  const { run } = await importBuilt('admin/run.js');
  const env = loadEnv(root);
  if (!existsSync(env.databasePath))
    throw new Error(`There is no database at ${env.databasePath}.`);
  return run(process.argv.slice(2), env, { withStripe: (work) => withStripe(env, work) });
});
