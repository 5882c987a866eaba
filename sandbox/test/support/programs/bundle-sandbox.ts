// Bundles the build for the specs that start a sandbox. Run by global-setup.mjs.
import path from 'node:path';
import { bundle } from '../bundle.js';
import { build, sandboxScript } from '../paths.js';

await bundle({ from: build, to: path.dirname(sandboxScript), entries: ['main'] });
