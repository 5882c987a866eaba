import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { money } from '../money/money.js';
import type { Currency } from '../money/currency.js';
import { allCountries } from './all-countries.js';
import { hintFor, toHintView } from './domain/hint.js';
import { DeliveryFile } from './delivery-file.js';
import { toRates } from './to-rates.js';

const EXAMPLE = path.resolve(import.meta.dirname, '../../shop/delivery.json');
const METHOD = { code: 'mail', name: 'Mail', estimate: '3 days' };
const rate = (usd: string, more: object = {}) => ({ price: { usd }, ...more });
const zone = (countries: unknown, rates: unknown[] = [rate('4.50')], more: object = {}) => ({
  name: 'Zone',
  countries,
  methods: [{ ...METHOD, rates, ...more }],
});
const COLLECT = { code: 'collect', name: 'Collect', estimate: 'today' };

function problemsOf(file: object): string[] {
  const { error } = DeliveryFile.safeParse(file);
  return error?.issues.map(({ path: at, message }) => `${at.join('.')} ${message}`) ?? [];
}

function ratesOf(file: object, currency: Currency = 'usd') {
  return toRates(DeliveryFile.parse(file), currency, ['US', 'CA', 'DE']);
}

describe('delivery.json', () => {
  it('is refused with all that is wrong in it, each with its place and an example', () => {
    const file = {
      defaultWeightGrams: 0,
      zones: [
        zone(['usa', 'DE']),
        zone(['DE', 'FR'], [rate('4,50'), { price: { xts: '1' } }]),
        zone([], [rate('1', { upToGrams: 500 }), rate('2', { upToGrams: 500 })]),
        zone('*', [], { code: 'Mail 2' }),
      ],
      pickup: [COLLECT, COLLECT, { ...COLLECT, code: 'pickup' }],
    };

    const problems = problemsOf(file).join('\n');

    for (const part of [
      'defaultWeightGrams must be 1 gram or more, such as 500',
      'zones.0.countries',
      'zones.1.methods.0.rates.0.price.usd must be an amount in USD, such as "4.50"',
      'zones.1.methods.0.rates.1.price.xts is no currency',
      'zones.2.methods.0.rates.1 is never reached',
      'zones.3.methods.0.rates must have a rate',
      'zones.3.methods.0.code must be small letters',
      'pickup.2.code must not be "pickup"',
    ])
      expect(problems).toContain(part);
  });

  it.each([
    ['a country in two zones', { zones: [zone(['DE']), zone(['DE'])] }, 'zones.1.countries.0 is in a zone already'], // prettier-ignore
    ['two zones of all others', { zones: [zone('*'), zone('*')] }, 'zones.1.countries is in a zone already'], // prettier-ignore
    ['a code twice', { pickup: [COLLECT, COLLECT] }, 'pickup.1.code is the code of another method'], // prettier-ignore
  ])('is refused with %s', (_, file, problem) => {
    expect(problemsOf(file).join()).toContain(problem);
  });

  it('has no decimals in a currency without', () => {
    const [problem] = problemsOf({ zones: [zone(['JP'], [{ price: { jpy: '450.00' } }])] });

    expect(problem).toContain('must be an amount in JPY, such as "450"');
  });
});

describe(toRates, () => {
  it('has the amounts of the shop’s currency', () => {
    const rates = [
      { upToGrams: 500, price: { usd: '4.50', jpy: '650' } },
      { upToTotal: { usd: '20.00', jpy: '3000' }, price: { usd: '9', jpy: '900' } },
    ];
    const file = { zones: [zone(['US'], rates, { freeFrom: { usd: '60', jpy: '9000' } })] };

    const methodIn = (currency: Currency) => ratesOf(file, currency).rates.zones[0]?.methods[0];

    expect(methodIn('usd')).toEqual({
      ...METHOD,
      rates: [
        { upToGrams: 500, upToTotal: null, price: money(450, 'usd') },
        { upToGrams: null, upToTotal: money(2000, 'usd'), price: money(900, 'usd') },
      ],
      freeFrom: money(6000, 'usd'),
    });
    expect(methodIn('jpy')?.freeFrom).toEqual(money(9000, 'jpy'));
  });

  it('offers no method that has no price in that currency, and says so', () => {
    const { rates, unpriced, problems } = ratesOf({ zones: [zone(['US'])], pickup: [COLLECT] }, 'eur'); // prettier-ignore

    expect([rates.zones, rates.pickup.length]).toEqual([[], 1]);
    expect([unpriced, problems]).toEqual([['Mail (Zone)'], []]);
  });

  it('refuses a method that has some of its amounts in that currency', () => {
    const file = { zones: [zone(['US'], undefined, { freeFrom: { eur: '60' } })] };

    expect(ratesOf(file).problems).toEqual([
      'zones[0].methods[0] has some of its amounts in usd, the shop’s CURRENCY, but not all: add one to freeFrom',
    ]);
  });

  it('names each amount that is missing, also of a later rate', () => {
    const rates = [{ price: { usd: '4.50' } }, { price: { eur: '9' }, upToTotal: { eur: '20' } }];

    const { problems } = ratesOf({ zones: [zone(['US'], undefined, { rates })] });

    expect(problems).toEqual([
      expect.stringMatching(/add one to rates\[1\]\.price, rates\[1\]\.upToTotal$/),
    ]);
  });

  it('refuses a file that leaves nothing to offer, and says what to add', () => {
    expect(ratesOf({ zones: [zone(['US'])] }, 'eur').problems).toEqual([
      expect.stringContaining('no method has a price in eur, the shop’s CURRENCY: add one'),
    ]);
  });

  it('takes “*” for all countries that no other zone names', () => {
    const { zones } = ratesOf({ zones: [zone('*'), zone(['US'])] }).rates;

    expect(zones.map(({ countries }) => countries)).toEqual([['CA', 'DE'], ['US']]);
  });
});

describe('the example', () => {
  it.each(['usd', 'eur', 'gbp', 'jpy', 'sek'] as const)('lets a shop in %s start', (currency) => {
    const file = DeliveryFile.parse(JSON.parse(readFileSync(EXAMPLE, 'utf8')));

    expect(toRates(file, currency, allCountries()).problems).toEqual([]);
  });
});

describe('the guide’s files', () => {
  const GUIDES = path.resolve(import.meta.dirname, '../../docs/guides/shops');

  it.each([
    ['eu', 'eur', 'DE', { from: '€2.10', freeFrom: '€30.00' }],
    ['uk', 'gbp', 'GB', { from: '£2.95', freeFrom: '£50.00' }],
    ['us', 'usd', 'US', { from: '$4.99', freeFrom: '$60.00' }],
  ] as const)('serve a small shop in the %s', (folder, currency, country, hint) => {
    const text = readFileSync(path.join(GUIDES, folder, 'delivery.json'), 'utf8');
    const { rates, unpriced, problems } = toRates(
      DeliveryFile.parse(JSON.parse(text)),
      currency,
      allCountries(),
    );

    expect([unpriced, problems]).toEqual([[], []]);
    expect(toHintView(hintFor(country, rates))).toEqual(hint);
    expect(rates.pickup).toHaveLength(1);
  });
});

describe(allCountries, () => {
  it('has those of ISO 3166, and no other codes', () => {
    const all = allCountries();

    expect(all).toEqual(expect.arrayContaining(['AD', 'DE', 'GB', 'JP', 'TW', 'US', 'ZW']));
    expect(all.filter((code) => ['EU', 'UK', 'XX', 'SU', 'ZZ'].includes(code))).toEqual([]);
    expect(all.length).toBeGreaterThanOrEqual(249);
    expect(all.length).toBeLessThanOrEqual(251);
  });
});
