import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { messageOf } from './error.mjs';

/** The one package with a native part that the shop cannot do without. */
export const NATIVE_MODULE = 'better-sqlite3';

/**
 * @typedef {{
 *   dependencies?: Record<string, string>,
 *   devDependencies?: Record<string, string>,
 * }} Manifest
 */

/**
 * The packages of package.json that are not there, or in another version: half an installation, or one
 * without what builds the shop.
 * @param {string} root
 * @param {('dependencies' | 'devDependencies')[]} kinds
 */
export function missingPackages(root, kinds = ['dependencies', 'devDependencies']) {
  const manifest = readManifest(root);
  const direct = kinds.flatMap((kind) => Object.entries(manifest?.[kind] ?? {}));
  const missing = direct.filter(([name, version]) => {
    const installed = readManifest(path.join(root, 'node_modules', name));
    return installed?.version !== version;
  });
  return missing.map(([name]) => name);
}

/**
 * Null if it is missing or cut short.
 * @param {string} folder
 * @returns {(Manifest & { version?: string }) | null}
 */
function readManifest(folder) {
  try {
    return JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  } catch {
    return null;
  }
}

/** Why the native module cannot be used, in its own words, or null if it can. */
export function brokenNativeModule() {
  try {
    const Database = createRequire(import.meta.url)(NATIVE_MODULE);
    new Database(':memory:').close();
    return null;
  } catch (error) {
    return messageOf(error).split('\n')[0] ?? '';
  }
}
