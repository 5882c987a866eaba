import './node-version.mjs';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fingerprint, storedFingerprint } from './fingerprint.mjs';
import { runQuietly, step } from './run.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const installed = storedFingerprint(path.join(root, 'node_modules/.folio-installed'));

// Native modules are built for one version of Node's binary interface.
const state = () => fingerprint(root, ['package-lock.json'], process.versions.modules);

/** `npm ci`, when the lock file or Node changed since the last one. */
export async function install() {
  if (isInstalled()) return;
  await step('Installing packages (a minute or two the first time)', () =>
    runQuietly(
      process.platform === 'win32' ? 'npm.cmd' : 'npm',
      ['ci', '--no-audit', '--no-fund'],
      {
        cwd: root,
        env: { ...process.env, ...headersOfNode() },
        shell: process.platform === 'win32',
      },
    ),
  );
  rememberInstall();
}

export const isInstalled = () => installed.matches(state());

/** Called by npm's postinstall too, so that an install made by hand is not made again. */
export function rememberInstall() {
  installed.write(state());
}

/**
 * better-sqlite3 takes a prebuilt binary where GitHub can be reached and is compiled elsewhere.
 * Where Node's own headers lie beside it, the compiler need not fetch them.
 */
function headersOfNode() {
  const prefix = path.resolve(process.execPath, '../..');
  const headers = path.join(prefix, 'include/node/node.h');
  return existsSync(headers) ? { npm_config_nodedir: prefix } : {};
}
