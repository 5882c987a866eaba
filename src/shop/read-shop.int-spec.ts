import { describe, expect, it } from '@jest/globals';
import { exampleShop, shopFolder } from '../../test/support/shop-folder.js';
import { openShop } from '../../test/support/shop-in-process.js';
import { Shop } from './shop.js';

const PRODUCTION = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://books.example',
  SESSION_SECRET: 'x'.repeat(32),
  STRIPE_SECRET_KEY: 'sk_test_abc',
  STRIPE_PUBLISHABLE_KEY: 'pk_test_abc',
  STRIPE_WEBHOOK_SECRET: 'whsec_abc',
};

describe('a shop in production', () => {
  it('does not start as the example, which nobody can buy from', async () => {
    await expect(openShop({ ...PRODUCTION, SHOP_DIR: exampleShop })).rejects.toThrow(
      /shop\.json:\n {2}it is the example’s, and NODE_ENV is production: write who sells/,
    );
  });

  it('does not start without shop.json', async () => {
    await expect(openShop({ ...PRODUCTION, SHOP_DIR: '/nowhere' })).rejects.toThrow(
      /nowhere\/shop\.json:\n {2}it is not there/,
    );
  });

  it('starts as somebody’s shop', async () => {
    const shop = await openShop({ ...PRODUCTION, SHOP_DIR: await shopFolder({ name: 'Ada’s' }) });

    expect(shop.get(Shop).name).toBe('Ada’s');
    await shop.close();
  });
});
