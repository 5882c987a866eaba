import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { textsInCode, textsInStyles, textsInTemplate } from '../../test/support/own-texts.js';
import { readTemplates } from '../web/view-engine.js';

const SRC = path.resolve(import.meta.dirname, '..');
const VIEWS = path.join(SRC, '../views');
const read = (file: string) => readFileSync(file, 'utf8');
const filesIn = (folder: string, ending: RegExp) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => ending.test(file));

/** What commands, logs and answers to Stripe say, and the details in the record of an order, which are stored. */
const OF_OPERATORS =
  /^(?:admin|backup|catalog\/seed|config|database|health|payments|reconciliation|recovery|webhooks)\/|\/domain\/|^orders\/payment\/payment-sync/;
const BY_NAME = /\.(?:view|texts|controller|input)\.ts$|^browser\/|^mail\/content\//;
const BY_CONTENTS = /\b(?:Texts|ShopProblem)\b/;

/** Code that makes pages and mails, or throws what a page shows. */
const code = filesIn(SRC, /(?<!spec)\.ts$/).filter(
  (file) =>
    !OF_OPERATORS.test(file) &&
    (BY_NAME.test(file) || BY_CONTENTS.test(read(path.join(SRC, file)))),
);

describe('outside of the language files', () => {
  it.each([...readTemplates(VIEWS)])('%s has no text', (_name, template) => {
    expect(textsInTemplate(template)).toEqual([]);
  });

  it.each(filesIn(VIEWS, /\.css$/))('%s has no text', (file) => {
    expect(textsInStyles(read(path.join(VIEWS, file)))).toEqual([]);
  });

  it.each(code)('%s has no text', (file) => {
    expect(textsInCode(read(path.join(SRC, file)))).toEqual([]);
  });

  it('looks at all that makes pages and mails', () => {
    expect(code).toEqual(
      expect.arrayContaining([
        'browser/payment-messages.ts',
        'cart/cart-notice.ts',
        'checkout/delivery/delivery-form.ts',
        'mail/content/order-mails.ts',
        'orders/shortage-text.ts',
        'web/errors/problem.filter.ts',
        'web/limits/too-many.ts',
      ]),
    );
  });

  it.each([
    ['<p>{{#if a}}Open{{/if}} <b>{{t "x"}}</b></p>', 'Open'],
    ['<p title="Shut">{{title}}</p>', 'Shut'],
    ["<p aria-label='Shut'>{{title}}</p>", 'Shut'],
    ['<input placeholder=Shut>', 'Shut'],
    ['<input type="submit" name="a" value="Send">', 'Send'],
    ['<p data-paying="Paying">{{title}}</p>', 'Paying'],
    ['<meta name="description" content="A shop">', 'A shop'],
    ['{{#> layouts/main title="Mails"}}{{/layouts/main}}', 'Mails'],
    ["{{t 'cart.copies' of='some more books'}}", 'some more books'],
  ])('a template may not say %j', (template, text) => {
    expect(textsInTemplate(template)).toEqual([text]);
  });

  it('a style sheet may not say anything', () => {
    expect(textsInStyles(".a::before { content: 'New: '; } .b { content: '← '; }")).toEqual([
      'New: ',
    ]);
  });

  it.each([
    ["f(x, 'Sold out')", 'Sold out'],
    ["return { title: 'Mails' }", 'Mails'],
    ['f(`The price is ${x} now`)', 'The price is … now'],
    ['f(`Only ${count} left`)', 'Only … left'],
    ['f(`${count} of our ${x} books`)', '… of our … books'],
    ["html('<p>Your order</p>')", '<p>Your order</p>'],
    ["throw new ShopProblem('busy', { detail: 'Try it later' })", 'Try it later'],
    ["element.textContent = 'Paying…'", 'Paying…'],
  ])('code may not say %j', (source, text) => {
    expect(textsInCode(source)).toEqual([text]);
  });

  it('lets code say to operators what it likes', () => {
    const source = `
      import 'a file';
      throw new ShopFileError('Not a text');
      throw new ShopProblem('busy', { operatorDetail: 'Look at the log' });
      this.#logger.warn(\`The price is \${x} now\`);
      response.vary('Cookie');`;

    expect(textsInCode(source)).toEqual([]);
  });
});
