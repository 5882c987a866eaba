import { perLocale } from '../texts/locale.js';

const formats = perLocale(({ tag }) => new Intl.NumberFormat(tag, { maximumFractionDigits: 4 }));

/** `8.25` or `8,25`, without the sign. */
export function formatRate(rate: string): string {
  return formats().format(rate as `${number}`);
}
