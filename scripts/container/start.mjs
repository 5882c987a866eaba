// What a container runs: everything is built, but the database may be new, or older than the code.
import path from 'node:path';
import { root } from '../launcher/build.mjs';
import { migrate, seedWhenEmpty } from '../launcher/database.mjs';
import { main } from '../launcher/prepare.mjs';
import { runAll } from '../launcher/processes.mjs';
import { importBuilt } from '../launcher/import-built.mjs';

await main(async () => {
  const { loadEnv } = await importBuilt('config/load-env.js');
  const env = loadEnv();
  await migrate(env);
  await seedWhenEmpty(env);
  // As a process of its own: the first one of a container cannot end itself by a signal, as Nest does.
  return runAll([{ script: path.join(root, 'dist/main.js') }]);
});
