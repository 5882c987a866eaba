// `npm run dev`: as `npm start`, and restarts at every change of a source.
import { bin } from './launcher/build.mjs';
import { main, prepareShop } from './launcher/prepare.mjs';
import { runAll } from './launcher/processes.mjs';
import { sandboxFor } from './launcher/sandbox.mjs';

await main(async () => {
  const env = await prepareShop();
  return runAll([
    { script: bin.nest, args: ['start', '--watch', '--preserveWatchOutput'] },
    { script: bin.buildBrowser, args: ['--watch'] },
    { script: bin.buildSandbox, args: ['--watch'] },
    ...sandboxFor(env),
  ]);
});
