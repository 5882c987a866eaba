import path from 'node:path';
import { importBuilt } from '../launcher/import-built.mjs';
import { messageOf } from '../launcher/error.mjs';
import { failed, note, ok, skipped } from './check-result.mjs';

const GUIDES = {
  'shop.json': 'docs/guides/your-shop.md',
  pages: 'docs/guides/your-shop.md',
  'delivery.json': 'docs/guides/delivery.md',
  'tax.json': 'docs/guides/tax.md',
};

/**
 * The seller's files in SHOP_DIR, as the shop reads them at its start.
 * @param {import('../../src/config/env.js').Env} env
 * @returns {Promise<import('./check-result.mjs').CheckResult[]>}
 */
export async function examineShopFiles(env) {
  const { shopDirectory } = env;
  const { readShop } = await importBuilt('shop/read-shop.js');
  const { readShopPages } = await importBuilt('shop/pages/shop-pages.js');
  const shop = read('shop.json', shopDirectory, () => readShop(env));
  return [
    ...(shop.value ? [ok('shop.json', describe(shop.value))] : shop.problems),
    ...(shop.value ? pages(readShopPages, shopDirectory, shop.value) : [skipped('pages', FIRST)]),
    ...(await delivery(env)),
    ...(await tax(shopDirectory, shop.value)),
  ];
}

const FIRST = 'needs shop.json first';

/** @param {import('../../src/shop/shop.js').Shop} shop */
const describe = ({ name, example }) => (example ? `${name}, which is the example` : name);

/**
 * @param {string} shopDirectory
 * @param {import('../../src/shop/shop.js').Shop | null} shop
 */
async function tax(shopDirectory, shop) {
  const name = 'tax.json';
  const { describeUntaxedHome, readTaxRules, TaxSettings } =
    await importBuilt('tax/tax-settings.js');
  const { value, problems } = read(name, shopDirectory, () => readTaxRules(shopDirectory));
  if (!value) return problems;
  const untaxed = shop && describeUntaxedHome(new TaxSettings(value, shop.address));
  if (untaxed)
    return [note(name, untaxed, `add a region if tax is due there; see ${GUIDES[name]}`)];
  const { length } = value.regions;
  return [ok(name, length === 0 ? 'no tax is collected' : `rates for ${length} regions`)];
}

/**
 * @param {typeof import('../../src/shop/pages/shop-pages.js').readShopPages} readShopPages
 * @param {string} shopDirectory
 * @param {import('../../src/shop/shop.js').Shop} shop
 */
function pages(readShopPages, shopDirectory, shop) {
  const { value, problems } = read('pages', shopDirectory, () =>
    readShopPages(shopDirectory, shop),
  );
  return value ? [ok('pages', value.links.map(({ href }) => href).join(' '))] : problems;
}

/** @param {import('../../src/config/env.js').Env} env */
async function delivery(env) {
  const name = 'delivery.json';
  const { readRates, describeUnpriced } = await importBuilt('delivery/read-rates.js');
  const { value, problems } = read(name, env.shopDirectory, () => readRates(env));
  if (!value) return problems;
  const unpriced = describeUnpriced(value.unpriced, env.currency);
  if (unpriced) return [note(name, unpriced, `add these prices; ${GUIDES[name]} has an example`)];
  const { zones, pickup } = value.rates;
  return [ok(name, `${zones.length} zones, ${pickup.length} ways to collect`)];
}

/**
 * What is read, or each problem, in the words with which the shop refuses to start.
 * @template T
 * @param {keyof typeof GUIDES} name
 * @param {string} shopDirectory
 * @param {() => T} work
 */
function read(name, shopDirectory, work) {
  try {
    return { value: work(), problems: [] };
  } catch (error) {
    const isKnown = error instanceof Error && 'problems' in error;
    const problems = isKnown ? /** @type {string[]} */ (error.problems) : [messageOf(error)];
    const remedy = `mend ${path.join(shopDirectory, name)}; ${GUIDES[name]} says what belongs there`;
    return { value: null, problems: problems.map((problem) => failed(name, problem, remedy)) };
  }
}
