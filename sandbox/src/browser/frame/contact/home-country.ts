/**
 * Of the browser's language, such as US of en-US; '' where it names none. Chromium without a locale calls
 * its language en-US@posix, which Intl refuses.
 */
export function homeCountry(language: string): string {
  const [tag = ''] = language.split('@');
  try {
    return new Intl.Locale(tag).region ?? '';
  } catch {
    return '';
  }
}
