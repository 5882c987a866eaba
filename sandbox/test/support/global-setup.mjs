// Once per run: the program in a few files, and what the SDK's types say of Stripe's objects.
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const PROGRAMS = ['bundle-sandbox.ts', 'write-stripe-types.ts'];

export default async function globalSetup() {
  await Promise.all(
    PROGRAMS.map((name) => {
      const program = path.join(import.meta.dirname, 'programs', name);
      return run(process.execPath, ['--import', 'tsx', program]);
    }),
  );
}
