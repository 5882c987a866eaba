import { shorten } from '../../../common/shorten.js';
import { breakWideWords, splitWords, type Word } from './split-words.js';
import { textWidth } from './text-width.js';
import { balanceLines, fillLines, textOf } from './wrap-lines.js';

export interface Box {
  width: number;
  height: number;
}

export interface FittedText {
  size: number;
  lines: string[];
}

export const LINE_HEIGHT = 1.16;
/** More than a cover has room for, so that the work does not grow with the text. */
const MAX_LENGTH = 400;

/**
 * The text in the largest of the sizes (largest first) with which it fits the box: with its words whole, else
 * with wide words broken, else cut off with “…”.
 */
export function fitText(text: string, box: Box, sizes: readonly number[]): FittedText {
  const words = splitWords(shorten(text, MAX_LENGTH));
  const broken = (size: number) => breakWideWords(words, box.width / size);
  const whole = sizes.find((size) => fits(words, box, size));
  if (whole !== undefined) return balanced(words, box, whole);
  const smaller = sizes.slice(Math.floor(sizes.length / 2));
  const breaking = smaller.find((size) => fits(broken(size), box, size));
  if (breaking !== undefined) return balanced(broken(breaking), box, breaking);
  const smallest = sizes.at(-1) ?? 0;
  return cutOff(broken(smallest), box, smallest);
}

function fits(words: readonly Word[], box: Box, size: number): boolean {
  const width = box.width / size;
  if (words.some((word) => word.width > width)) return false;
  return fillLines(words, width).length <= maxLines(box, size);
}

function maxLines({ height }: Box, size: number): number {
  return Math.max(1, Math.floor(height / (size * LINE_HEIGHT)));
}

function balanced(words: readonly Word[], { width }: Box, size: number): FittedText {
  return { size, lines: balanceLines(words, width / size).map(textOf) };
}

function cutOff(words: readonly Word[], box: Box, size: number): FittedText {
  const lines = fillLines(words, box.width / size)
    .slice(0, maxLines(box, size))
    .map(textOf);
  const last = lines.pop() ?? '';
  return { size, lines: [...lines, withDots(last, box.width / size)] };
}

function withDots(line: string, width: number): string {
  let cut = `${line}…`;
  for (let length = line.length; length > 1 && textWidth(cut, 1) > width; length -= 1) {
    cut = shorten(`${line} `, length);
  }
  return cut;
}
