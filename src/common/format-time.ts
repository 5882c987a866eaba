import { languageOf, perLocale } from '../texts/locale.js';
import { Texts } from '../texts/texts.js';

const formats = perLocale(({ tag, timeZone }) => {
  // English has the day first and 24 hours in every country: nobody mistakes it.
  const locale = languageOf(tag) === 'en' ? 'en-GB' : tag;
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone });
  return {
    date: format({ day: 'numeric', month: 'long', year: 'numeric' }),
    time: format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    // Each country has names for its own zones only.
    zone: new Intl.DateTimeFormat(tag, { timeZone, timeZoneName: 'short' }),
  };
});

/** As pages show it, in the shop's time zone: “29 November 2026, 17:40 UTC”. */
export function formatTime(at: Date): string {
  const { date, time, zone } = formats();
  const name = zone.formatToParts(at).find(({ type }) => type === 'timeZoneName');
  return Texts.t('time', { date: date.format(at), time: time.format(at), zone: name?.value ?? '' });
}

/** The view of a `<time>` element that shows the day alone: “29 November 2026”. */
export function toDayView(at: Date) {
  return { iso: at.toISOString(), text: formats().date.format(at) };
}

/** The view of a `<time>` element. */
export function toTimeView(at: Date) {
  return { iso: at.toISOString(), text: formatTime(at) };
}
