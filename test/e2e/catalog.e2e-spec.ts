import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort, type Program, spawnProgram, startProgram } from 'stripe-sandbox/testing';
import { aBook } from '../support/books.js';
import { PAGE_NAMES } from '../../src/shop/pages/page-names.js';
import { demoSource } from '../../src/catalog/seed/demo/demo-source.js';
import { databaseUrl, freshDatabase, freshFolder, onDatabase } from '../support/database.js';
import { importInProcess } from '../support/import-books.js';
import { aPng } from '../support/png.js';
import { root } from '../support/program.js';
import { type Answer, Shopper } from '../support/shopper.js';

const MAIN = path.join(root, 'dist/main.js');
const HOST = 'books.example';
const PUBLIC_URL = `https://${HOST}`;
const FOR_EVER = 'public, max-age=31536000, immutable';

/** What of the home page goes over the wire, headers apart. */
async function homePage(url: string, encoding: 'br' | 'gzip') {
  const headers = { 'Accept-Encoding': encoding, 'X-Forwarded-Host': HOST };
  const [response] = (await once(get(url, { headers }), 'response')) as [IncomingMessage];
  const sent = await buffer(response);
  const text = String(encoding === 'br' ? brotliDecompressSync(sent) : gunzipSync(sent));
  return { bytes: sent.length, books: text.match(/<li class="card/g)?.length };
}

/** Looking at books needs no Stripe: none is started, and the shop is told where there is none. */
async function shopFor(databasePath: string) {
  const port = await freePort();
  const env = {
    PORT: String(port),
    PUBLIC_URL,
    TRUST_PROXY: '1',
    DATABASE_URL: databaseUrl(databasePath),
    DATA_DIR: await freshFolder(),
    SANDBOX_PORT: String(await freePort()),
  };
  return { url: `http://127.0.0.1:${port}`, env };
}

describe('the catalogue', () => {
  let shop: Program;
  let url: string;
  let shopper: Shopper;
  let databasePath: string;
  let dataDirectory: string;

  beforeAll(async () => {
    databasePath = await freshDatabase();
    aBook(databasePath, { slug: 'second' });
    aBook(databasePath, { slug: 'first', title: 'First', unitPriceMinor: 123456 });
    aBook(databasePath, { slug: 'withdrawn' });
    aBook(databasePath, { slug: 'sold-out', stock: 0 });
    aBook(databasePath, { slug: 'few', stock: 2 });
    aBook(databasePath, { slug: 'sharp', title: '<b>Sharp</b> "Edges"</script>' });
    change('shelfPosition = 0', 'first');
    change('shelfPosition = 9', 'sold-out');
    change(`withdrawnAt = '2026-01-01T00:00:00.000+00:00'`, 'withdrawn');
    const { url: address, env } = await shopFor(databasePath);
    url = address;
    dataDirectory = env.DATA_DIR;
    shop = await startProgram(MAIN, env, `${url}/health/live`);
    shopper = new Shopper(url, '10.0.0.1', HOST);
  });
  afterAll(() => shop.stop());

  const change = (what: string, slug: string) => {
    onDatabase(databasePath, (database) =>
      database.prepare(`UPDATE Book SET ${what} WHERE slug = ?`).run(slug),
    );
  };
  const linkedBooks = ({ text }: Answer) =>
    [...text.matchAll(/href="\/books\/([^"]+)"/g)].map(([, slug]) => slug);

  const jsonLdOf = ({ text }: Answer): unknown =>
    JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(text)?.[1] ?? '');
  const sharedPictureOf = ({ text }: Answer) => {
    const url = /<meta property="og:image" content="([^"]+)">/.exec(text)?.[1] ?? '';
    return url.startsWith(PUBLIC_URL) ? url.slice(PUBLIC_URL.length) : url;
  };

  describe('GET /', () => {
    it('shows the books for sale in the order of the shelf', async () => {
      const page = await shopper.get('/');

      expect(page.status).toBe(200);
      expect(linkedBooks(page)).toEqual(['first', 'second', 'few', 'sharp', 'sold-out']);
      expect(page.text).toContain('$1,234.56');
    });

    it('says that no real money moves, and which card to use', async () => {
      const { text } = await shopper.get('/');

      expect(text).toContain('no real money moves');
      expect(text).toContain('4242 4242 4242 4242');
    });

    it('is the same page for everybody: it sets no cookie', async () => {
      const { headers } = await shopper.get('/');

      expect(headers.getSetCookie()).toEqual([]);
    });

    it('loads nothing from elsewhere, and no script but the one that counts the cart', async () => {
      const { text } = await shopper.get('/');
      const loaded = [...text.matchAll(/(?:src|href)="(https?:[^"]*)"/g)].map(([, url]) => url);

      const scripts = [...text.matchAll(/<script[^>]*src="([^"]*)"/g)].map(([, url]) => url);

      expect(scripts).toEqual([expect.stringMatching(/^\/assets\/header\.\w+\.js$/)]);
      expect(text.match(/<script/g)).toHaveLength(1);
      expect(loaded).toEqual([`${PUBLIC_URL}/`]);
    });

    it('has every style sheet and icon that it names, to be kept for ever', async () => {
      const { text } = await shopper.get('/');
      const assets = [...text.matchAll(/href="(\/assets\/[^"]+)"/g)].map(([, file]) => file ?? '');

      expect(assets.length).toBeGreaterThan(1);
      for (const file of assets) {
        const { status, headers } = await shopper.get(file);
        expect([status, headers.get('cache-control')]).toEqual([200, FOR_EVER]);
      }
    });
  });

  describe('GET /books', () => {
    it('lists the books for sale, in the order that is asked for', async () => {
      const list = await shopper.get('/books');

      expect(list.status).toBe(200);
      expect((await shopper.get('/books/')).status).toBe(200);
      expect(linkedBooks(list)).toEqual(['first', 'second', 'few', 'sharp', 'sold-out']);
      expect(list.text).toContain(`<link rel="canonical" href="${PUBLIC_URL}/books">`);
      expect(linkedBooks(await shopper.get('/books?sort=price')).at(-1)).toBe('first');
    });

    it('leads from page to page by links that can be shared', async () => {
      const page = await shopper.get('/books?page=after.second');
      const text = page.text.replaceAll('&#x3D;', '=');
      const previous = '/books?page=before.few';

      expect(text).toContain(`<link rel="canonical" href="${PUBLIC_URL}/books?page=after.second">`);
      expect(text).toContain(`<link rel="prev" href="${previous}">`);
      expect(linkedBooks(await shopper.get(previous))[0]).toBe('first');
    });

    it('keeps other orders out of search engines', async () => {
      const { text } = await shopper.get('/books?sort=title');

      expect(text).toContain('<meta name="robots" content="noindex">');
      expect(text).not.toContain('canonical');
    });

    it('finds by words, keeps searches out of search engines, and helps where nothing is found', async () => {
      const found = await shopper.get('/books?q=edges+sharp');
      const nothing = await shopper.get('/books?q=sharp+%22nonsense%22+AND');

      expect(linkedBooks(found)).toEqual(['sharp']);
      expect(found.text).toContain('<meta name="robots" content="noindex">');
      expect(found.text).toContain('value="edges sharp"');
      expect([nothing.status, linkedBooks(nothing)]).toEqual([200, []]);
      expect(nothing.text).toContain('<a href="/books?q&#x3D;sharp"><bdi>sharp</bdi></a>');
      expect(nothing.headers.get('cache-control')).toBe('public, no-cache');
    });

    it.each(['?sort=random', '?page=2', '?page=after.nobody', '?subject=%00', '?author=Nobody'])(
      'answers %s with a page that leads to all books',
      async (query) => {
        const { status, text } = await shopper.get(`/books${query}`);

        expect(status).toBe(404);
        expect(text).toMatch(/<a class="button" href="\/books">/);
      },
    );
  });

  describe('GET /books/:slug', () => {
    it('shows the book and one way to buy it, which needs no script', async () => {
      const { status, text } = await shopper.get('/books/first');

      expect(status).toBe(200);
      expect(text).toMatch(/<h1[^>]*><bdi>First<\/bdi><\/h1>/);
      expect(text).toMatch(
        /<form method="post" action="\/checkout">\s*<input type="hidden" name="slug" value="first">\s*<button[^>]*>Buy now</,
      );
    });

    it('gives machines the price, and its one address', async () => {
      const page = await shopper.get('/books/first');

      expect(jsonLdOf(page)).toMatchObject({
        '@type': ['Product', 'Book'],
        url: `${PUBLIC_URL}/books/first`,
        offers: { price: '1234.56', priceCurrency: 'USD' },
      });
      expect(page.text).toContain(`<link rel="canonical" href="${PUBLIC_URL}/books/first">`);
      expect(page.text).toContain(`<meta property="og:url" content="${PUBLIC_URL}/books/first">`);
      expect(page.text).toContain('<meta property="og:locale" content="en_US">');
    });

    it('gives machines a title whole that would end the script', async () => {
      expect(jsonLdOf(await shopper.get('/books/sharp'))).toMatchObject({
        name: '<b>Sharp</b> "Edges"</script>',
      });
    });

    it.each(['/', '/books', '/books/first'])(
      'has networks show a picture of the shop with %s',
      async (address) => {
        const picture = sharedPictureOf(await shopper.get(address));
        const answer = await fetch(url + picture, { headers: { 'X-Forwarded-Host': HOST } });
        const png = Buffer.from(await answer.arrayBuffer());

        expect(picture).toMatch(/^\/assets\/open-graph\.\w+\.png$/);
        expect([answer.status, answer.headers.get('Content-Type')]).toEqual([200, 'image/png']);
        expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 630]);
      },
    );

    it('says when few are left', async () => {
      expect((await shopper.get('/books/few')).text).toContain('Only 2 copies left');
    });

    it('offers others instead of a book that is sold out', async () => {
      const page = await shopper.get('/books/sold-out');

      expect([page.status, page.text.includes('Sold out'), page.text.includes('Buy now')]).toEqual([
        200,
        true,
        false,
      ]);
      expect(linkedBooks(page)).toEqual(['first', 'second', 'few']);
    });

    it('keeps the page of a withdrawn book, and says that it is no longer sold', async () => {
      const page = await shopper.get('/books/withdrawn');

      expect(page.status).toBe(200);
      expect(page.text).toContain('No longer sold');
      expect(page.text).not.toContain('<form method="post"');
      expect(linkedBooks(page)).toEqual(['first', 'second', 'few']);
    });

    it('prints a title as text, whatever is in it', async () => {
      const { text } = await shopper.get('/books/sharp');

      expect(text).toContain('&lt;b&gt;Sharp&lt;/b&gt; &quot;Edges&quot;&lt;/script&gt;');
      expect(text).not.toContain('<b>Sharp');
    });

    it('shows the cover file of a book in its size, and browsers keep it for ever', async () => {
      const covers = path.join(dataDirectory, 'covers');
      await mkdir(covers);
      await writeFile(path.join(covers, 'a.png'), aPng(40, 60));
      change(
        `coverFile = 'a.png', coverType = 'image/png', coverWidth = 40, coverHeight = 60`,
        'few',
      );

      const page = await shopper.get('/books/few');
      const { status, headers } = await shopper.get('/covers/a.png');

      expect(sharedPictureOf(page)).toBe('/covers/a.png');
      expect(jsonLdOf(page)).toMatchObject({ image: `${PUBLIC_URL}/covers/a.png` });
      expect(page.text).toContain(
        '<img class="cover" src="/covers/a.png" width="40" height="60" alt=""',
      );
      expect([status, headers.get('Content-Type'), headers.get('Cache-Control')]).toEqual([
        200,
        'image/png',
        FOR_EVER,
      ]);
      expect(await shopper.get('/covers/b.png')).toMatchObject({ status: 404 });
      expect((await shopper.get('/')).text).toMatch(/src="\/covers\/a\.png"[^>]* loading="lazy"/);
    });

    it.each(['/books/no-such-book', '/books/FIRST', '/books/%00', '/books/..%2F..%2Fetc'])(
      'answers %s with a 404 page that leads back to the books',
      async (address) => {
        const { status, text } = await shopper.get(address);

        expect(status).toBe(404);
        // Nobody who mistyped an address thought so.
        expect(text).not.toContain('charged');
        expect(text).toMatch(/<a class="button" href="\/">/);
      },
    );
  });

  describe('what browsers and search engines ask for by themselves', () => {
    it.each(['/favicon.ico', '/apple-touch-icon.png', '/apple-touch-icon-precomposed.png'])(
      '%s is an icon',
      async (address) => {
        const { status, location } = await shopper.get(address);
        const icon = await shopper.get(location ?? '/nowhere');

        expect(status).toBe(301);
        expect(icon.status).toBe(200);
        expect(icon.headers.get('Content-Type')).toMatch(/^image\//);
      },
    );

    it('robots.txt closes carts and orders, and names the sitemap', async () => {
      const { status, text, headers } = await shopper.get('/robots.txt');

      expect([status, headers.get('Content-Type')]).toEqual([200, 'text/plain; charset=utf-8']);
      expect(text).toBe(
        `User-agent: *\nDisallow: /cart\nDisallow: /checkout\nDisallow: /orders\n\nSitemap: ${PUBLIC_URL}/sitemap.xml\n`,
      );
    });

    it('sitemap.xml leads to the home page, the list, the pages about the shop and every book for sale', async () => {
      const index = await shopper.get('/sitemap.xml');
      const links = ({ text }: Answer) =>
        [...text.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, link]) => link);
      const file = await shopper.get('/sitemaps/1.xml');

      expect(links(index)).toEqual([`${PUBLIC_URL}/sitemaps/1.xml`]);
      for (const { status, headers } of [index, file]) {
        expect([status, headers.get('Content-Type')]).toEqual([
          200,
          'application/xml; charset=utf-8',
        ]);
      }
      expect(links(file)).toEqual([
        `${PUBLIC_URL}/`,
        `${PUBLIC_URL}/books`,
        ...PAGE_NAMES.map((name) => `${PUBLIC_URL}/${name}`),
        ...['second', 'first', 'sold-out', 'few', 'sharp'].map(
          (slug) => `${PUBLIC_URL}/books/${slug}`,
        ),
      ]);
      for (const address of ['/sitemaps/2.xml', '/sitemaps/0.xml', '/sitemaps/x']) {
        expect((await shopper.get(address)).status).toBe(404);
      }
    });
  });

  it.each([
    ['/checkout', '/cart'],
    ['/cart/items', '/cart'],
    ['/cart/items/first', '/cart'],
    ['/checkout/a-token/contact', '/checkout/a-token'],
  ])('leads from the address of a post, %s, to its page', async (address, page) => {
    const { status, location } = await shopper.get(address);

    expect([status, location]).toEqual([303, page]);
  });

  describe('a shop whose books come later', () => {
    let later: Program;
    let laterUrl: string;
    let laterPath: string;

    beforeAll(async () => {
      laterPath = await freshDatabase();
      const { url: address, env } = await shopFor(laterPath);
      laterUrl = address;
      later = await startProgram(MAIN, env, `${laterUrl}/health/live`);
    });
    afterAll(() => later.stop());

    it('says what to do while the shelf is empty', async () => {
      const { status, text } = await new Shopper(laterUrl, '10.0.0.1', HOST).get('/');

      expect(status).toBe(200);
      expect(text).toContain('npm run seed');
    });

    it('sends a full home page in at most 15 kB, from the first answer on', async () => {
      await importInProcess(laterPath, demoSource(200, 'usd'));

      for (const encoding of ['br', 'gzip', 'br', 'gzip'] as const) {
        const { bytes, books } = await homePage(laterUrl, encoding);
        expect(books).toBe(15);
        expect(bytes).toBeLessThanOrEqual(15_000);
      }
    });
  });

  it('does not open with prices in another currency than the shop’s', async () => {
    const { env } = await shopFor(databasePath);
    const shopInEuros = spawnProgram(MAIN, { ...env, CURRENCY: 'eur' });

    expect(await shopInEuros.ended).toBe(1);
    expect(shopInEuros.output()).toContain('CURRENCY is eur');
    expect(shopInEuros.output()).toContain('first (usd), second (usd)');
    expect(shopInEuros.output()).not.toContain('withdrawn (usd)');
    expect(shopInEuros.output()).not.toMatch(/^\s+at /m);
  });
});
