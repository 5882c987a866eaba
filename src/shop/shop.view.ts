import { formatLines } from '../common/address-format.js';
import type { Shop } from './shop.js';

/** What every page may print of the seller. */
export function toShopView(shop: Shop) {
  const { name, tagline, email, phone, example, address, locale } = shop;
  const openGraphLocale = toOpenGraphLocale(locale);
  return {
    name,
    tagline,
    email,
    phone,
    example,
    openGraphLocale,
    addressLines: addressLines(address),
  };
}

/** `en_US`: Open Graph has a country with every language. */
export function toOpenGraphLocale(tag: string): string {
  const { language, region = '' } = new Intl.Locale(tag).maximize();
  return `${language}_${region}`;
}

/** As the seller's country writes it, without the names of the shop and of the country. */
export function addressLines({ state, postalCode, country, ...rest }: Shop['address']): string[] {
  const parts = { ...rest, name: '', state: state ?? '', postalCode: postalCode ?? '' };
  return formatLines(parts, country);
}
