/** How the shop writes. A process serves one shop, so there is one at a time. */
export interface Locale {
  /** Language and country as BCP 47 has them, such as `de-AT`. */
  tag: string;
  /** By the IANA's name, such as `Europe/Vienna`. */
  timeZone: string;
}

export const DEFAULT_LOCALE: Locale = { tag: 'en-US', timeZone: 'UTC' };

let current = DEFAULT_LOCALE;

/** For everything that is shown from now on. Commands and logs never call it: they stay English. */
export function useLocale(locale: Locale): void {
  current = locale;
}

/** What a command makes for shoppers, such as a print, in their shop's language. */
export function inLocale<T>(locale: Locale, make: () => T): T {
  const before = current;
  current = locale;
  try {
    return make();
  } finally {
    current = before;
  }
}

export const currentLocale = () => current;

/** Makes something once for the locale in use, as Intl's formatters are slow to make. */
export function perLocale<T>(make: (locale: Locale) => T): () => T {
  let made: { locale: Locale; value: T } | null = null;
  return () => {
    if (made?.locale !== current) made = { locale: current, value: make(current) };
    return made.value;
  };
}

/** `de` of `de-AT`. */
export function languageOf(tag: string): string {
  return new Intl.Locale(tag).language;
}
