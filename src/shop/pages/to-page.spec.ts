import { describe, expect, it } from '@jest/globals';
import { ShopFile } from '../shop.js';
import { problemsOfPage, toPage } from './to-page.js';

const shop = ShopFile.parse({
  name: '*Ada* & <b>Sons</b> [x](javascript:alert(1))',
  address: { lines: ['1. Mill Lane', '# 2'], city: 'Town', postalCode: '12345', country: 'DE' },
  email: 'books@example.com',
  policies: { withdrawalDays: 0 },
});
const html = (markdown: string) => toPage(`# Title\n${markdown}`, shop).html;

describe(toPage.name, () => {
  it('takes the title from the first heading', () => {
    expect(toPage('# *Our* shop\nText', shop).title).toBe('Our shop');
    expect(toPage('# {{name}}\nText', shop).title).toBe(shop.name);
  });

  it('prints what shop.json says as it is written there, whatever Markdown or HTML makes of it', () => {
    expect(html('We are {{name}}.')).toContain(
      '<p>We are *Ada* &amp; &lt;b&gt;Sons&lt;/b&gt; [x](javascript:alert(1)).</p>',
    );
  });

  it('prints an address in lines, at the beginning of a line too', () => {
    expect(html('{{address}}')).toContain('<p>1. Mill Lane<br />\n# 2<br />\n12345 Town</p>');
  });

  it('makes links of what shop.json says', () => {
    expect(html('[{{email}}](mailto:{{email}})')).toContain(
      '<a href="mailto:books@example.com">books@example.com</a>',
    );
  });

  it('leaves a line out whose placeholder has no value', () => {
    expect(html('Telephone: {{phone}}\nWithin {{withdrawalDays}} days\nAbove')).toContain(
      '<p>Above</p>',
    );
  });

  it.each([
    ['<script>alert(1)</script>', '<script'],
    ['<p style="color:red">', '<p style'],
    ['[x](javascript:alert)', 'href="javascript'],
    ['[x](data:text/html,x)', 'href="data'],
    ['| a |\n|--:|\n| b |', 'style='],
  ])('lets nothing of %j into the page that its policy forbids', (markdown, forbidden) => {
    expect(html(markdown)).not.toContain(forbidden);
  });
});

describe(problemsOfPage.name, () => {
  it('finds none in a page with a title and known placeholders', () => {
    expect(problemsOfPage('# Contact\n{{ name }} {{email}}')).toEqual([]);
  });

  it('names each at once', () => {
    expect(problemsOfPage('Contact\n{{nmae}} {{nmae}} {{}}')).toEqual([
      'must begin with its title, such as "# Contact"',
      expect.stringMatching(/^has \{\{nmae\}\}, which stands for nothing: use name, address, /),
      expect.stringMatching(/^has \{\{\}\}, which stands for nothing/),
    ]);
  });
});
