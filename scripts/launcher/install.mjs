import './node-version.mjs';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fingerprint, storedFingerprint } from './fingerprint.mjs';
import { runQuietly, step } from './run.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const installed = storedFingerprint(path.join(root, 'node_modules/.folio-installed'));

// Native modules depend on the version of Node's ABI.
const state = () => fingerprint(root, ['package-lock.json'], process.versions.modules);

/** Runs `npm ci` if the lock file or Node has changed. */
export async function install() {
  if (isInstalled()) return;
  await step('Installing packages (a minute or two the first time)', () =>
    runQuietly(
      process.platform === 'win32' ? 'npm.cmd' : 'npm',
      ['ci', '--no-audit', '--no-fund'],
      {
        cwd: root,
        env: { ...process.env, ...nodeHeaders() },
        shell: process.platform === 'win32',
      },
    ),
  );
  rememberInstall();
}

export const isInstalled = () => installed.matches(state());

/** Also called by npm's postinstall, so that a manual install is not repeated. */
export function rememberInstall() {
  installed.write(state());
}

/**
 * better-sqlite3 is compiled if GitHub, which has the prebuilt binary, cannot be reached. With Node's
 * headers beside Node, the compiler does not download them.
 */
function nodeHeaders() {
  const prefix = path.resolve(process.execPath, '../..');
  const headers = path.join(prefix, 'include/node/node.h');
  return existsSync(headers) ? { npm_config_nodedir: prefix } : {};
}
