const FIRST_LETTER = /\p{L}/u;
const RIGHT_TO_LEFT =
  /[\p{sc=Hebrew}\p{sc=Arabic}\p{sc=Syriac}\p{sc=Thaana}\p{sc=Nko}\p{sc=Adlam}]/u;

/** By its first letter, as `dir="auto"` does in HTML. */
export function isRightToLeft(text: string): boolean {
  return RIGHT_TO_LEFT.test(FIRST_LETTER.exec(text)?.[0] ?? '');
}

/**
 * For a text within a sentence that is plain text: with Unicode’s isolates, as `<bdi>` in HTML, if any of it is
 * written from right to left. Without them its marks would change places with the sentence’s.
 */
export function isolate(text: string): string {
  return RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text;
}
