// Once per run: a temporary folder, the program in a few files, what the SDK's types say of Stripe's objects, and a
// browser for whoever asks.
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { offerChromium } from './chromium-server.mjs';
import { offerTemporaryFolder } from './temporary-folder.mjs';

const run = promisify(execFile);
const PROGRAMS = ['bundle-sandbox.ts', 'write-stripe-types.ts'];

export default async function globalSetup() {
  offerTemporaryFolder();
  await offerChromium();
  await Promise.all(
    PROGRAMS.map((name) => {
      const program = path.join(import.meta.dirname, 'programs', name);
      return run(process.execPath, ['--import', 'tsx', program]);
    }),
  );
}
