import { describe, expect, it } from '@jest/globals';
import { NO_TAX } from './domain/tax-rules.js';
import { TaxFile } from './tax-file.js';

const RATES = { book: '7', ebook: '7.0', other: '19' };
const DE = { country: 'DE', rates: RATES };
const FILE = { collect: true, name: 'VAT', pricesIncludeTax: true, regions: [DE] };

const problemsOf = (file: unknown) =>
  TaxFile.safeParse(file).error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`);

describe('tax.json', () => {
  it('may say that no tax is collected', () => {
    expect(TaxFile.parse({ collect: false })).toEqual(NO_TAX);
  });

  it('has the rates of countries and states, with a name and the day from which they are valid', () => {
    const NY = {
      country: 'US',
      state: ['NY', 'New York'],
      name: 'Sales tax',
      rates: { ...RATES, delivery: '8.25' },
    };
    const from = '2027-01-01T00:00:00+01:00';
    const regions = [DE, NY, { ...DE, validFrom: from }, { rates: RATES, validFrom: '2027-01-01' }];

    expect(TaxFile.parse({ ...FILE, regions })).toEqual({
      pricesIncludeTax: true,
      regions: [
        {
          ...{ country: 'DE', state: [], name: 'VAT', validFrom: null },
          rates: { book: '7', ebook: '7', other: '19', delivery: null },
        },
        expect.objectContaining({ state: ['NY', 'New York'], name: 'Sales tax', rates: { ...RATES, ebook: '7', delivery: '8.25' } }), // prettier-ignore
        expect.objectContaining({ validFrom: new Date('2026-12-31T23:00:00Z') }),
        expect.objectContaining({ country: null, validFrom: new Date('2027-01-01T00:00:00Z') }),
      ],
    });
  });

  it.each([
    [{ collect: 'yes' }, ['collect must have "collect": true or false']],
    [{ ...FILE, regions: [] }, [/^regions must have a country/]],
    [
      {
        ...FILE,
        pricesIncludeTax: undefined,
        regions: [{ country: 'UK', rates: { ...RATES, book: 7, ebook: '0.07', other: '7 %' } }],
      },
      [
        /^pricesIncludeTax must be true/,
        /^regions.0.country must be a country’s two capital letters by ISO 3166, such as "GB"$/,
        /^regions.0.rates.book must be a rate in per cent, in quotes/,
        /^regions.0.rates.ebook is less than one per cent: write "7" for 7 %/,
        /^regions.0.rates.other must be a rate from 0 to 100/,
      ],
    ],
    [{ ...FILE, regions: [{ state: ['NY'], rates: RATES }] }, [/has a state without a country/]],
    [{ ...FILE, regions: [{ ...DE, validFrom: 'soon' }] }, [/validFrom must be a day or a moment/]],
    [
      { ...FILE, regions: [DE, DE] },
      ['regions.1 is there twice: remove one, or give it another "validFrom"'],
    ],
  ])('names every problem of %j', (file, problems) => {
    expect(problemsOf(file)).toEqual(problems.map((each) => expect.stringMatching(each)));
  });
});
