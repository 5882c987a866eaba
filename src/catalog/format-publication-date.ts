import { perLocale } from '../texts/locale.js';

// A date without a time is the same everywhere.
const OPTIONS = { timeZone: 'UTC', year: 'numeric', month: 'long' } as const;
const formats = perLocale(({ tag }) => ({
  month: new Intl.DateTimeFormat(tag, OPTIONS),
  day: new Intl.DateTimeFormat(tag, { ...OPTIONS, day: 'numeric' }),
}));

/** Of `1979-10-05`, `1979-10` or `1979`: October 5, 1979; October 1979; 1979. */
export function formatPublicationDate(date: string): string {
  const parts = date.split('-').length;
  if (parts === 1) return date;
  const { month, day } = formats();
  return (parts === 2 ? month : day).format(new Date(date));
}
