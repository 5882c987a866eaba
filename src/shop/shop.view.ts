import type { Shop } from './shop.js';

type Address = Shop['address'];

const LETTERS_AFTER_CITY = ['US', 'CA', 'AU'];
const LAST_LINE = ['GB', 'IE'];

/** What every page may print of the seller. */
export function toShopView(shop: Shop) {
  const { name, tagline, address, email, phone, example } = shop;
  return { name, tagline, email, phone, example, addressLines: addressLines(address) };
}

/** As the seller's country writes it, without the name of the country. */
export function addressLines(address: Address): string[] {
  return [...address.lines, ...cityLines(address)];
}

function cityLines({ city, state, postalCode, country }: Address): string[] {
  const isThere = (text: string | null) => text !== null;
  if (LETTERS_AFTER_CITY.includes(country)) {
    const code = [state, postalCode].filter(isThere).join(' ');
    return [code ? `${city}, ${code}` : city];
  }
  if (LAST_LINE.includes(country)) return [city, state, postalCode].filter(isThere);
  const place = [postalCode, city].filter(isThere).join(' ');
  return [state ? `${place}, ${state}` : place];
}
