import { textWidth } from './text-width.js';

/** A part of a text that stays on one line. Its width is in em. */
export interface Word {
  text: string;
  width: number;
  isAfterSpace: boolean;
}

const WORDS = new Intl.Segmenter('und', { granularity: 'word' });
const GRAPHEMES = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** Scripts without spaces between words. */
const UNSPACED =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
const OPENING = /[\p{Ps}\p{Pi}]$/u;
const CLOSING = /^[\p{Pe}\p{Pf}\p{Po}]/u;
const AFTER_A_DASH = /[\p{L}\p{N}]\p{Pd}$/u;
/** Scripts that hyphenate. */
const HYPHENATED = /[\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}]$/u;

/** Splits where a line may end: at spaces, after hyphens, and between words of scripts without spaces. */
export function splitWords(text: string): Word[] {
  const parts: string[] = [];
  for (const { segment } of WORDS.segment(text)) {
    const before = parts.at(-1) ?? '';
    if (parts.length === 0 || mayBreak(before, segment)) parts.push(segment);
    else parts[parts.length - 1] = before + segment;
  }
  return parts
    .map((part, at) => ({ text: part.trim(), isAfterSpace: /\s$/u.test(parts[at - 1] ?? '') }))
    .filter((part) => part.text !== '')
    .map((part) => ({ ...part, width: textWidth(part.text, 1) }));
}

function mayBreak(before: string, after: string): boolean {
  if (/^\s/u.test(after)) return false;
  if (/\s$/u.test(before)) return true;
  if (AFTER_A_DASH.test(before)) return /^[\p{L}\p{N}]/u.test(after);
  if (!UNSPACED.test(lastOf(before)) && !UNSPACED.test(firstOf(after))) return false;
  return !OPENING.test(before) && !CLOSING.test(after);
}

const firstOf = (text: string) => String.fromCodePoint(text.codePointAt(0) ?? 0);
const lastOf = (text: string) => text.slice(-2);

/** Breaks words that are wider than a line (in em) between characters, with a hyphen where one is usual. */
export function breakWideWords(words: readonly Word[], width: number): Word[] {
  return words.flatMap((word) => (word.width <= width ? word : piecesOf(word, width)));
}

interface Letter {
  text: string;
  width: number;
}

/** As a text is tried in several sizes, its letters are measured once. */
const measured = new WeakMap<Word, Letter[]>();

function lettersOf(word: Word): Letter[] {
  const known = measured.get(word);
  if (known) return known;
  const letters = [...GRAPHEMES.segment(word.text)].map(({ segment }) => ({
    text: segment,
    width: textWidth(segment, 1),
  }));
  measured.set(word, letters);
  return letters;
}

const HYPHEN_WIDTH = textWidth('-', 1);

/** Pieces of about the same width. */
function piecesOf(word: Word, lineWidth: number): Word[] {
  const room = lineWidth - HYPHEN_WIDTH;
  const even = word.width / Math.ceil(word.width / room);
  const pieces: Word[] = [];
  let piece = { text: '', width: 0, isAfterSpace: word.isAfterSpace };
  for (const { text, width } of lettersOf(word)) {
    const isFull = piece.width >= even || piece.width + width > room;
    if (piece.text !== '' && isFull) {
      pieces.push(HYPHENATED.test(piece.text) ? hyphenated(piece) : piece);
      piece = { text: '', width: 0, isAfterSpace: false };
    }
    piece.text += text;
    piece.width += width;
  }
  return [...pieces, piece];
}

function hyphenated(piece: Word): Word {
  const text = `${piece.text}-`;
  return { ...piece, text, width: textWidth(text, 1) };
}
