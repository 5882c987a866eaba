import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PAGE_NAMES } from '../../src/shop/pages/page-names.js';
import { Shopper } from '../support/shopper.js';
import { World } from '../support/world.js';

describe('who sells', () => {
  let world: World;
  let shopper: Shopper;

  beforeAll(async () => {
    world = await World.start();
    shopper = new Shopper(world.shopUrl, '10.0.0.1');
  });
  afterAll(() => world.stop());

  it.each(PAGE_NAMES)('is told by /%s, which is the same for everybody', async (name) => {
    const { status, text, headers } = await shopper.get(`/${name}`);

    expect([status, headers.get('Cache-Control')]).toEqual([200, 'public, no-cache']);
    expect(headers.get('Set-Cookie')).toBeNull();
    expect(text).toContain(`<link rel="canonical" href="${world.publicUrl}/${name}">`);
    expect(text).not.toMatch(/\{\{| style=/);
  });

  it('is told by every page, which leads to all of these', async () => {
    for (const page of ['/', '/contact', '/nowhere']) {
      const { text } = await shopper.get(page);

      expect(text).toMatch(/12 Mill Lane.*Portland, OR 97205.*mailto:books@folio\.example/s);
      for (const name of PAGE_NAMES) expect(text).toContain(`<a href="/${name}">`);
    }
  });
});
