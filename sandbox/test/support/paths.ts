import path from 'node:path';

/** The package. */
export const root = path.resolve(import.meta.dirname, '../..');
/** Where the workspace's packages are installed. */
export const packages = path.resolve(root, '../node_modules');
export const build = path.join(root, 'dist');
/** The program as it is built, in a few files, which start sooner: see bundle.ts. */
export const sandboxScript = path.join(root, '.test/bundled/main.js');
