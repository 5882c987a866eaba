// `npm start`: installs, prepares and builds what is missing, then runs the shop.
import path from 'node:path';
import { root } from './launcher/build.mjs';
import { main, prepareShop } from './launcher/prepare.mjs';
import { runAll } from './launcher/processes.mjs';
import { sandboxFor } from './launcher/sandbox.mjs';

await main(async () => {
  const env = await prepareShop();
  return runAll([{ script: path.join(root, 'dist/main.js') }, ...sandboxFor(env)]);
});
