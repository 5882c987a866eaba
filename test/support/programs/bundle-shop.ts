// Bundles the build for the specs that start a shop. Run by global-setup.mjs.
import path from 'node:path';
import { bundleShop } from '../bundle-shop.js';
import { shopScript } from '../program.js';

await bundleShop(path.dirname(shopScript));
