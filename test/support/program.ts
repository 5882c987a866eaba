import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../..');
/** The shop under test: a copy with a bug in it when test/planted says so. */
export const build = process.env['FOLIO_TEST_BUILD'] ?? path.join(root, 'dist');
/** The same in a few files, which start sooner: see sandbox/test/support/bundle.ts. */
export const shopScript = process.env['FOLIO_TEST_BUILD']
  ? path.join(build, '../bundled/main.js')
  : path.join(root, '.test/bundled/main.js');
/** Of the build as it is, whatever shop is under test. */
export const sandboxScript = path.join(root, 'sandbox/.test/bundled/main.js');
