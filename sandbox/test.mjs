// `npm test`: builds the sandbox and runs its tests. Arguments go to Jest.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';

const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
const options = { cwd: import.meta.dirname, stdio: 'inherit' };
const run = (...args) => spawnSync(process.execPath, args, options).status ?? 1;

const built = run(path.join(import.meta.dirname, 'build.mjs'));
process.exitCode =
  built ||
  run(
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    jest,
    ...process.argv.slice(2),
  );
