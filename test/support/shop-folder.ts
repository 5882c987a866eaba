import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { freshFolder } from './database.js';
import { root } from './program.js';

/** The files of the shop that the project comes with. */
export const exampleShop = path.join(root, 'shop');

/** For SHOP_DIR: the files of a shop that is no example, with these changes in its `shop.json`. */
export async function shopFolder(changes: Record<string, unknown> = {}): Promise<string> {
  const folder = path.join(await freshFolder(), 'shop');
  cpSync(exampleShop, folder, { recursive: true });
  const file = path.join(folder, 'shop.json');
  const example = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  writeFileSync(file, JSON.stringify({ ...example, example: false, ...changes }));
  return folder;
}

/** The same in New York, where it adds a tax: the guide's example. */
export async function newYorkShop(changes: Record<string, unknown> = {}): Promise<string> {
  const address = {
    ...{
      lines: ['12 Mill Lane'],
      city: 'New York',
      state: 'NY',
      postalCode: '10001',
      country: 'US',
    },
  };
  const folder = await shopFolder({ address, ...changes });
  cpSync(path.join(root, 'docs/guides/shops/us/tax.json'), path.join(folder, 'tax.json'));
  return folder;
}
