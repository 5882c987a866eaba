const GRAPHEMES = new Intl.Segmenter('und', { granularity: 'grapheme' });
const WORDS = new Intl.Segmenter('und', { granularity: 'word' });

/**
 * At most `length` UTF-16 code units, with “…” at the end if something was cut off. Cuts between words, or
 * within a long word between characters as a person counts them.
 */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const kept = text.slice(0, length);
  const word = lastIndex(WORDS, kept);
  const end = word > length / 2 ? word : lastIndex(GRAPHEMES, kept);
  return `${kept.slice(0, end).replace(/[\s,;:]+$/u, '')}…`;
}

/** Where the last segment begins, which `text` may have cut. */
function lastIndex(segmenter: Intl.Segmenter, text: string): number {
  return segmenter.segment(text).containing(text.length - 1)?.index ?? 0;
}
