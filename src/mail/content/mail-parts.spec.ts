import { describe, expect, it } from '@jest/globals';
import { anOrderLine, aTax, EVERY_PART } from '../../../test/support/offers.js';
import { money } from '../../money/money.js';
import type { Order } from '../../orders/domain/order.js';
import { toLinksMail } from './links-mail.js';
import { MailTemplates } from './mail-templates.js';
import { toMailedOrder, toMailedTitles } from './order-mail.view.js';

const ORDER = {
  ...EVERY_PART,
  number: 1001,
  token: 'token',
  lines: [anOrderLine({ quantity: 2, title: 'Ada & Sons' }), anOrderLine({ id: 2 })],
  tax: aTax({}, true),
  total: money(6050, 'usd'),
} as unknown as Order;
const RECEIPT = { series: '', number: 17 };
const LINKS = toLinksMail(
  [{ number: 1001, token: 'token', email: 'ada@example.com', placedAt: new Date(0) }],
  'https://books.example',
);
const MAIL = {
  heading: 'A heading',
  paragraphs: ['One.', 'Two & three.'],
  trackingUrl: 'https://carrier.example/?number=1&x=2',
  reason: 'You get this mail because of an order at Ada & Sons.',
  publicUrl: 'https://books.example',
  shop: { name: 'Ada & Sons', addressLines: ['12 Mill Lane'], email: 'books@example.com' },
};

const ENTITIES: Record<string, string> = { '&amp;': '&', '&#x3D;': '=', '&#x27;': "'" };

/** What is read in it, word by word. */
function wordsOf(html: string): string[] {
  return html
    .replace(/<head>.*<\/head>/s, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&[^;]+;/g, (entity) => ENTITIES[entity] ?? entity)
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
}

describe('the plain text of a mail', () => {
  it.each([
    ['order', { ...MAIL, ...toMailedOrder(ORDER, { ...MAIL, receipt: RECEIPT }) }],
    ['order-titles', { ...MAIL, ...toMailedTitles(ORDER) }],
    ['order-links', { ...MAIL, ...LINKS }],
  ])('says all that its HTML says: %s', (template, view) => {
    const { text, html } = new MailTemplates().render(template, view);

    expect(wordsOf(html)).toContain('12');
    expect(wordsOf(html).filter((word) => !text.includes(word))).toEqual([]);
    expect(text).not.toMatch(/&\w+;/);
  });
});

it('a mail about an order says which tax is included, and links to the carrier', () => {
  const view = { ...MAIL, ...toMailedOrder(ORDER, { ...MAIL, receipt: RECEIPT }) };
  const { text, html } = new MailTemplates().render('order', view);

  expect(text).toContain('Includes 5% Sales tax: $2.80');
  expect(html).toContain('>https://carrier.example/?number&#x3D;1&amp;x&#x3D;2</a>');
});

it('a mail about an order links to its receipt, if it has one', () => {
  const render = (receipt: typeof RECEIPT | null) =>
    new MailTemplates().render('order', { ...MAIL, ...toMailedOrder(ORDER, { ...MAIL, receipt }) });
  const { text, html } = render(RECEIPT);

  expect(html).toContain('<a href="https://books.example/orders/token/receipt">Receipt R-17</a>');
  expect(text).toContain('Receipt R-17:\nhttps://books.example/orders/token/receipt\n');
  expect(Object.values(render(null)).join('')).not.toMatch(/receipt/i);
});
