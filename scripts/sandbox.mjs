// `npm run sandbox`: the Stripe sandbox by itself, for another project. docs/sandbox.md shows how.
import path from 'node:path';
import { root } from './launcher/build.mjs';
import { main, prepareProgram } from './launcher/prepare.mjs';
import { runTogether } from './launcher/processes.mjs';

await main(async () => {
  await prepareProgram();
  const { readVariables } = await import('../dist/config/load-env.js');
  const env = readVariables(root, process.env);
  return runTogether([{ script: path.join(root, 'dist/sandbox/main.js'), env }]);
});
