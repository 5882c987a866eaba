import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { exampleShop, shopFolder } from '../../../test/support/shop-folder.js';
import { textsFor } from '../../texts/languages.js';
import { readShop } from '../read-shop.js';
import type { Shop } from '../shop.js';
import { PAGE_NAMES } from './page-names.js';
import { readShopPages } from './shop-pages.js';

const readExample = () => readShop({ shopDirectory: exampleShop, nodeEnv: 'development' });
const shop = readExample();
const inGerman = Object.assign(readExample(), { locale: 'de-AT' });

describe(readShopPages.name, () => {
  it.each([shop, inGerman])(
    'reads the example’s pages ($locale), each with a title of its own and no placeholder left',
    (seller) => {
      const pages = readShopPages(exampleShop, seller);

      expect(pages.links.map(({ href }) => href)).toEqual(PAGE_NAMES.map((name) => `/${name}`));
      expect(new Set(pages.links.map(({ title }) => title)).size).toBe(PAGE_NAMES.length);
      expect(PAGE_NAMES.filter((name) => pages.get(name).html.includes('{{'))).toEqual([]);
    },
  );

  it('reads those in the language of the shop where there are any, and all or none of them', async () => {
    const folder = await shopFolder();
    const title = (seller: Shop) => readShopPages(folder, seller).get('returns').title;

    expect([title(shop), title(inGerman)]).toEqual(['Returns', 'Rückgabe und Widerruf']);
    rmSync(path.join(folder, 'pages/de/terms.md'));
    expect(() => title(inGerman)).toThrow(/pages\/de:\n {2}terms\.md is not there: write it/);
    rmSync(path.join(folder, 'pages/de'), { recursive: true });
    expect(title(inGerman)).toBe('Returns');
  });

  it('refuses the example’s pages in the language of the shop beside others of the owner', async () => {
    const folder = await shopFolder();
    writeFileSync(path.join(folder, 'pages/returns.md'), '# Rückgabe bei uns\n');

    expect(() => readShopPages(folder, inGerman)).toThrow(
      /pages\/de:\n {2}it has the example’s pages, and .*pages has yours: write yours here/,
    );
    expect(readShopPages(folder, shop).get('returns').title).toBe('Rückgabe bei uns');
  });

  it.each([shop, inGerman])(
    'calls the way to withdraw as the order’s page does ($locale)',
    ({ locale }) => {
      const folder = locale === 'en-US' ? 'pages' : 'pages/de';
      const page = readFileSync(path.join(exampleShop, folder, 'returns.md'), 'utf8');

      expect(page).toContain(textsFor(locale).get('withdrawal.order.link'));
    },
  );

  it('names the pages that are missing, those that nobody sees and what is wrong in one, at once', async () => {
    const folder = await shopFolder();
    const file = (name: string) => path.join(folder, 'pages', name);
    rmSync(file('terms.md'));
    writeFileSync(file('AGB.md'), '# AGB\n');
    writeFileSync(file('contact.md'), 'Write to {{mail}}\n');
    writeFileSync(file('picture.jpg'), '');

    expect(() => readShopPages(folder, shop)).toThrow(
      new RegExp(
        [
          `Mend this in ${path.join(folder, 'pages')}:`,
          'terms.md is not there: write it, after shop/pages/terms.md of the project',
          'AGB.md is shown nowhere: remove it, or name it as one of contact.md, .*',
          'contact.md must begin with its title, such as "# Contact"',
          'contact.md has {{mail}}, which stands for nothing: use name, .*',
        ].join('\n {2}'),
      ),
    );
  });

  it('says what to do where there is no folder', async () => {
    const folder = await shopFolder();
    rmSync(path.join(folder, 'pages'), { recursive: true });

    expect(() => readShopPages(folder, shop)).toThrow(
      /pages:\n {2}it is not there: make this folder with the pages/,
    );
  });
});
