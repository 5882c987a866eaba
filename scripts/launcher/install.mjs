import './node-version.mjs';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fingerprint, storedFingerprint } from './fingerprint.mjs';
import { brokenNativeModule, missingPackages, NATIVE_MODULE } from './packages.mjs';
import { runQuietly, step } from './run.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const installed = storedFingerprint(path.join(root, 'node_modules/.folio-installed'));

// Native modules depend on the version of Node's ABI.
const state = () => fingerprint(root, ['package-lock.json'], process.versions.modules);

/**
 * Runs `npm ci` if the lock file or Node has changed, or if packages are missing. Builds the native module
 * if its own script was not allowed to (`ignore-scripts`) or failed.
 */
export async function install() {
  if (!isInstalled()) {
    // With NODE_ENV=production npm leaves out what builds the shop.
    await step('Installing packages (a minute or two the first time)', () =>
      npm(['ci', '--include=dev', '--no-audit', '--no-fund']),
    );
    rememberInstall();
  }
  if (!brokenNativeModule()) return;
  await step(`Building ${NATIVE_MODULE} (a minute without its prebuilt binary)`, () =>
    npm(REBUILD),
  );
  const reason = brokenNativeModule();
  if (reason) throw new Error(`${NATIVE_MODULE} cannot be used: ${reason}`);
}

const REBUILD = ['rebuild', NATIVE_MODULE, '--ignore-scripts=false'];

export const isInstalled = () => installed.matches(state()) && missingPackages(root).length === 0;

/** Also called by npm's postinstall, so that a manual install is not repeated. */
export function rememberInstall() {
  installed.write(state());
}

/** @param {string[]} args */
function npm(args) {
  const isWindows = process.platform === 'win32';
  return runQuietly(isWindows ? 'npm.cmd' : 'npm', args, {
    cwd: root,
    env: { ...process.env, ...nodeHeaders() },
    shell: isWindows,
  });
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
