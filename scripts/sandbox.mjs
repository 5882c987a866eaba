// `npm run sandbox`: runs the Stripe sandbox alone, for another project: see sandbox/README.md.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { buildSandbox, root } from './launcher/build.mjs';
import { install } from './launcher/install.mjs';
import { main } from './launcher/prepare.mjs';
import { runAll } from './launcher/processes.mjs';
import { sandboxScript } from './launcher/sandbox.mjs';

await main(async () => {
  await install();
  await buildSandbox();
  return runAll([{ script: sandboxScript(), env: { ...ownVariables(), ...process.env } }]);
});

/** The sandbox’s variables in `.env`, which it does not read itself. */
function ownVariables() {
  const file = path.join(root, '.env');
  // Drops a byte order mark, and refuses other encodings.
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  const written = existsSync(file) ? parseEnv(utf8.decode(readFileSync(file))) : {};
  /** @param {[string, unknown]} variable */
  const isOwn = ([name]) => name.startsWith('SANDBOX_') || name === 'LOG_LEVEL';
  return Object.fromEntries(Object.entries(written).filter(isOwn));
}
