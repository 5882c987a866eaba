// Bundles the build for the specs that start a shop or a sandbox. Run by global-setup.mjs.
import path from 'node:path';
import { bundle } from '../bundle.js';
import { build, shopScript } from '../program.js';

await bundle(build, path.dirname(shopScript));
