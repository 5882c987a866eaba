// The command of the container: migrates the database and starts the shop. --new-database: also when there
// is no database yet.
import path from 'node:path';
import { root } from '../launcher/build.mjs';
import { mayCreateDatabase, migrate, seedWhenEmpty } from '../launcher/database.mjs';
import { main } from '../launcher/prepare.mjs';
import { runAll } from '../launcher/processes.mjs';
import { importBuilt } from '../launcher/import-built.mjs';

await main(async () => {
  const { loadEnv } = await importBuilt('config/load-env.js');
  const env = loadEnv();
  await migrate(env, { mayCreate: mayCreateDatabase(env) });
  await seedWhenEmpty(env);
  // In a child process: PID 1 of a container cannot end itself with a signal, as Nest does.
  return runAll([{ script: path.join(root, 'dist/main.js') }]);
});
