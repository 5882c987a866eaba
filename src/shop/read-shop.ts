import path from 'node:path';
import type { Env } from '../config/env.js';
import { readShopFile } from './read-shop-file.js';
import { type Shop, ShopFile } from './shop.js';
import { ShopFileError } from './shop-file-error.js';

const FILE = 'shop.json';
const IS_EXAMPLE =
  'it is the example’s, and NODE_ENV is production: write who sells (name, address, e-mail) and remove "example". ' +
  'Your own files are best kept outside the project: SHOP_DIR names their folder, see docs/guides/your-shop.md';

/** Throws a ShopFileError: also in production for the example, which is nobody’s shop. */
export function readShop({ shopDirectory, nodeEnv }: Pick<Env, 'shopDirectory' | 'nodeEnv'>): Shop {
  const shop = readShopFile(shopDirectory, FILE, ShopFile);
  if (shop.example && nodeEnv === 'production')
    throw new ShopFileError(path.join(shopDirectory, FILE), [IS_EXAMPLE]);
  return shop;
}
