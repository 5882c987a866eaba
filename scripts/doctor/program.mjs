import { existsSync } from 'node:fs';
import path from 'node:path';
import { isBuilt, isGenerated, root } from '../launcher/build.mjs';
import { isInstalled } from '../launcher/install.mjs';
import { brokenNativeModule, missingPackages, NATIVE_MODULE } from '../launcher/packages.mjs';
import { failed, note, ok, skipped } from './check-result.mjs';

const START = 'npm start (it installs, generates and builds what is missing)';
const DEV = /** @type {const} */ ('devDependencies');
const MAX_NAMED = 5;

export function examineProgram() {
  return [node(), packages(), nativeModule(), generated(), program()];
}

/** Another version of Node has ended the program before: see launcher/node-version.mjs. */
const node = () => ok('node', process.versions.node);

/** A built shop, such as that of the image, needs no devDependencies. */
function packages() {
  const name = 'packages';
  const missing = missingPackages(root, ['dependencies', ...(missingPart() ? [DEV] : [])]);
  if (missing.length > 0) {
    const some = missing.slice(0, MAX_NAMED).join(', ');
    return failed(name, `${missing.length} missing or of another version: ${some}`, START);
  }
  if (isInstalled()) return ok(name, 'installed, as package-lock.json says');
  return note(name, 'package-lock.json or Node changed since the installation', START);
}

function nativeModule() {
  const name = 'native module';
  if (!existsSync(path.join(root, 'node_modules', NATIVE_MODULE))) {
    return skipped(name, 'needs the packages first');
  }
  const reason = brokenNativeModule();
  if (!reason) return ok(name, `${NATIVE_MODULE} works`);
  const remedy = `npm start, or: npm rebuild ${NATIVE_MODULE} --ignore-scripts=false`;
  return failed(name, `${NATIVE_MODULE} was not built, or for another Node: ${reason}`, remedy);
}

function generated() {
  const name = 'prisma client';
  if (!existsSync(path.join(root, 'src/database/generated'))) {
    return failed(name, 'not generated', START);
  }
  if (isGenerated()) return ok(name, 'generated from this schema');
  return note(name, 'the schema changed since it was generated', START);
}

/** Of the built program. */
function missingPart() {
  const parts = ['dist/main.js', 'dist/assets.json', 'sandbox/dist/program.js'];
  return parts.find((part) => !existsSync(path.join(root, part)));
}

function program() {
  const name = 'program';
  const missing = missingPart();
  if (missing) return failed(name, `not built: there is no ${missing}`, START);
  if (isBuilt()) return ok(name, 'built from these sources');
  return note(name, 'the sources changed since the build', START);
}
