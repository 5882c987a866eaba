import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { aDelivery, aLine, AN_ADDRESS, NO_OTHER_PARTS } from '../../test/support/offers.js';
import type { Currency } from '../money/currency.js';
import { format } from '../money/format.js';
import { money } from '../money/money.js';
import type { Delivery } from '../pricing/delivery.js';
import type { TaxCategory } from '../pricing/tax.js';
import { makeTaxedOffer } from './domain/taxed-offer.js';
import { TaxFile } from './tax-file.js';

const GUIDES = path.resolve(import.meta.dirname, '../../docs/guides');
const GUIDE = readFileSync(path.join(GUIDES, 'tax.md'), 'utf8').replaceAll(/\s+/g, ' ');

interface Sale {
  currency: Currency;
  country: string;
  minor: number;
  taxCategory?: TaxCategory;
  delivery?: Delivery | null;
}

/** One copy, sold by the shop that has this folder of the guide. Its amounts, as pages show them. */
function sell(folder: string, { currency, country, minor, taxCategory, delivery = null }: Sale) {
  const file: unknown = JSON.parse(
    readFileSync(path.join(GUIDES, 'shops', folder, 'tax.json'), 'utf8'),
  );
  const taxation = {
    rules: TaxFile.parse(file),
    home: { country, state: null },
    at: new Date('2026-11-30T12:00:00Z'),
  };
  const line = aLine({ unitPrice: money(minor, currency), taxCategory: taxCategory ?? 'book' });
  const offer = makeTaxedOffer({ lines: [line], ...NO_OTHER_PARTS, delivery }, taxation);
  if (!offer) throw new Error('It has a line');
  const taxes = offer.tax?.parts.map(({ tax, rate }) => `${format(tax)} (${rate} %)`) ?? [];
  return { price: format(line.unitPrice), taxes: taxes.join(', '), total: format(offer.total) };
}

describe('the guide’s files', () => {
  it.each([
    { folder: 'eu', shop: { currency: 'eur', country: 'DE' }, calendarMinor: 1190 },
    { folder: 'uk', shop: { currency: 'gbp', country: 'GB' }, calendarMinor: 1200 },
  ] as const)('include in $folder what the guide says', ({ folder, shop, calendarMinor }) => {
    const book = sell(folder, { ...shop, minor: 2300 });
    const calendar = sell(folder, { ...shop, minor: calendarMinor, taxCategory: 'other' });

    expect([book.total, calendar.total]).toEqual([book.price, calendar.price]);
    expect(GUIDE).toContain(`A book for ${book.price} includes ${book.taxes}, a calendar for ${calendar.price} includes ${calendar.taxes}.`); // prettier-ignore
  });

  it('add in the United States what the guide says, in one state', () => {
    const sellTo = (state: string) =>
      sell('us', {
        ...{ currency: 'usd', country: 'US', minor: 2300 },
        delivery: aDelivery({ amount: money(0, 'usd'), address: { ...AN_ADDRESS, state } }),
      });
    const [there, elsewhere] = [sellTo('New York'), sellTo('OR')];

    expect(sellTo('NY')).toEqual(there);
    expect([there.taxes, elsewhere.taxes]).toEqual(['$2.04 (8.875 %)', '']);
    expect(GUIDE).toContain(`A book for ${there.price} sent to New York costs ${there.total}; sent elsewhere, ${elsewhere.total}.`); // prettier-ignore
  });
});
