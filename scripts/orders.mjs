// `npm run orders -- …`: orders, refunds and reviews. See --help.
import { existsSync } from 'node:fs';
import { main, prepareCommand } from './launcher/prepare.mjs';
import { withStripe } from './launcher/with-stripe.mjs';
import { importBuilt } from './launcher/import-built.mjs';

await main(async () => {
  const env = await prepareCommand();
  const { run } = await importBuilt('admin/run.js');
  const { database } = env;
  if (database.kind === 'sqlite' && !existsSync(database.path))
    throw new Error(`There is no database at ${database.path}.`);
  return run(process.argv.slice(2), env, { withStripe: (work) => withStripe(env, work) });
});
