// `npm run sandbox`: runs the Stripe sandbox alone, for another project: see sandbox/README.md.
import { buildSandbox } from './launcher/build.mjs';
import { install } from './launcher/install.mjs';
import { main } from './launcher/prepare.mjs';
import { runAll } from './launcher/processes.mjs';
import { sandboxScript, sandboxVariables } from './launcher/sandbox.mjs';

await main(async () => {
  await install();
  await buildSandbox();
  return runAll([{ script: sandboxScript(), env: sandboxVariables() }]);
});
