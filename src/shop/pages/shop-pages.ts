import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { whyUnreadable } from '../../common/why-unreadable.js';
import { languageOf } from '../../texts/locale.js';
import { readShopText } from '../read-shop-text.js';
import type { Shop } from '../shop.js';
import { ShopFileError } from '../shop-file-error.js';
import { PAGE_NAMES, type PageName } from './page-names.js';
import { type Page, problemsOfPage, toPage } from './to-page.js';

const EXAMPLE = path.resolve(import.meta.dirname, '../../../shop/pages');
const FOLDER = 'pages';
const FILES = PAGE_NAMES.map((name) => `${name}.md`);

/** The pages about the shop, read once. */
export class ShopPages {
  constructor(private readonly pages: ReadonlyMap<PageName, Page>) {}

  get(name: PageName): Page {
    const page = this.pages.get(name);
    if (!page) throw new Error(`There is no page ${name}`);
    return page;
  }

  /** For the foot of every page. */
  get links(): { href: string; title: string }[] {
    return [...this.pages].map(([name, { title }]) => ({ href: `/${name}`, title }));
  }
}

/**
 * Reads SHOP_DIR/pages, or the folder in it for the shop's language, such as `pages/de`, if there is one. Throws a
 * ShopFileError that lists every problem of every page.
 */
export function readShopPages(shopDirectory: string, shop: Shop): ShopPages {
  const folder = folderFor(shop, path.join(shopDirectory, FOLDER));
  const files = filesIn(folder);
  const texts = new Map(
    PAGE_NAMES.filter((name) => files.includes(`${name}.md`)).map((name) => [
      name,
      readShopText(folder, `${name}.md`),
    ]),
  );
  const problems = [
    ...FILES.filter((file) => !files.includes(file)).map(missing),
    ...files.filter((file) => isExtra(file)).map(extra),
    ...[...texts].flatMap(([name, text]) =>
      problemsOfPage(text).map((problem) => `${name}.md ${problem}`),
    ),
  ];
  if (problems.length > 0) throw new ShopFileError(folder, problems);
  return new ShopPages(new Map([...texts].map(([name, text]) => [name, toPage(text, shop)])));
}

function folderFor({ locale }: Shop, pages: string): string {
  const language = languageOf(locale);
  const translated = path.join(pages, language);
  if (!existsSync(translated)) return pages;
  // Copied with the example, and forgotten: its terms are not those of the owner.
  if (isExample(translated, language) && !isExample(pages, ''))
    throw new ShopFileError(translated, [`it has the example’s pages, and ${pages} has yours: ${REPLACE}`]); // prettier-ignore
  return translated;
}

const REPLACE = 'write yours here, or remove this folder';

function isExample(folder: string, language: string): boolean {
  const textOf = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : null);
  return FILES.every(
    (file) => textOf(path.join(folder, file)) === textOf(path.join(EXAMPLE, language, file)),
  );
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    const cure = 'make this folder with the pages, after shop/pages of the project';
    throw new ShopFileError(folder, [`it ${whyUnreadable(error)}: ${cure}`]);
  }
}

const isExtra = (file: string) => file.endsWith('.md') && !FILES.includes(file);
const missing = (file: string) =>
  `${file} is not there: write it, after shop/pages/${file} of the project`;
const extra = (file: string) =>
  `${file} is shown nowhere: remove it, or name it as one of ${FILES.join(', ')}`;
