import type { Currency } from '../money/currency.js';
import type { Money } from '../money/money.js';
import { readAmount } from '../money/read-amount.js';
import type { DeliveryRates, PostMethod, Rate } from './domain/rates.js';
import type { AmountsInFile, DeliveryFile, MethodInFile } from './delivery-file.js';

export interface RatesInCurrency {
  rates: DeliveryRates;
  /** Methods that are not offered, because they have no price in the shop's currency. */
  unpriced: string[];
  /** What has to be corrected in the file. */
  problems: string[];
}

/** What the file says about this currency. `allCountries`: those that `*` stands for. */
export function toRates(
  file: DeliveryFile,
  currency: Currency,
  allCountries: readonly string[],
): RatesInCurrency {
  const unpriced: string[] = [];
  const problems: string[] = [];
  const named = file.zones.flatMap(({ countries }) => (countries === '*' ? [] : countries));
  const zones = file.zones.map(({ name, countries, methods }, zoneAt) => ({
    name,
    countries: countries === '*' ? allCountries.filter((each) => !named.includes(each)) : countries,
    methods: methods.flatMap((method, methodAt) => {
      const amounts = amountsOf(method);
      const missing = amounts.filter((each) => !(currency in each.amounts));
      if (missing.length === 0) return [toMethod(method, currency)];
      if (missing.length === amounts.length) unpriced.push(`${method.name} (${name})`);
      else problems.push(`zones[${zoneAt}].methods[${methodAt}] ${halfPriced(currency, missing)}`);
      return [];
    }),
  }));
  const served = zones.filter(({ methods }) => methods.length > 0);
  if (problems.length === 0 && served.length + file.pickup.length === 0) {
    problems.push(nothingOffered(currency));
  }
  const rates = { ...file, zones: served };
  return { rates, unpriced, problems };
}

function nothingOffered(currency: Currency): string {
  return `no method has a price in ${currency}, the shop’s CURRENCY: add one, such as "price": { "${currency}": "…" }, or a method to "pickup"`;
}

function halfPriced(currency: Currency, missing: readonly AmountsOfMethod[]): string {
  const places = missing.map(({ place }) => place).join(', ');
  return `has some of its amounts in ${currency}, the shop’s CURRENCY, but not all: add one to ${places}`;
}

interface AmountsOfMethod {
  /** In the method: `rates[0].price`. */
  place: string;
  amounts: AmountsInFile;
}

function amountsOf({ rates, freeFrom }: MethodInFile): AmountsOfMethod[] {
  const all = rates.flatMap(({ price, upToTotal }, at) => [
    { place: `rates[${at}].price`, amounts: price },
    { place: `rates[${at}].upToTotal`, amounts: upToTotal },
  ]);
  return [...all, { place: 'freeFrom', amounts: freeFrom }].flatMap(({ place, amounts }) =>
    amounts ? [{ place, amounts }] : [],
  );
}

function toMethod({ rates, freeFrom, ...method }: MethodInFile, currency: Currency): PostMethod {
  return {
    ...method,
    rates: rates.map(({ price, upToGrams = null, upToTotal }): Rate => ({
      upToGrams,
      upToTotal: upToTotal ? amountIn(upToTotal, currency) : null,
      price: amountIn(price, currency),
    })),
    freeFrom: freeFrom ? amountIn(freeFrom, currency) : null,
  };
}

function amountIn(amounts: AmountsInFile, currency: Currency): Money {
  const amount = readAmount(amounts[currency] ?? '', currency);
  if (!amount) throw new Error(`There is no amount in ${currency}`);
  return amount;
}
