import { textWidth } from './text-width.js';
import type { Word } from './split-words.js';

const SPACE = textWidth(' ', 1);

/** Fills one line after the other. `width` is in em. A word that is too wide gets its own line. */
export function fillLines(words: readonly Word[], width: number): Word[][] {
  const lines: Word[][] = [];
  let used = 0;
  for (const word of words) {
    const line = lines.at(-1);
    const needed = used + spaceBefore(word) + word.width;
    if (line && needed <= width) {
      line.push(word);
      used = needed;
    } else {
      lines.push([word]);
      used = word.width;
    }
  }
  return lines;
}

interface Ending {
  lineCount: number;
  unevenness: number;
  /** The first word of the last line. */
  start: number;
}

/** Wraps into as few lines as possible, of lengths as equal as possible. */
export function balanceLines(words: readonly Word[], width: number): Word[][] {
  const best: Ending[] = [{ lineCount: 0, unevenness: 0, start: 0 }];
  for (const end of words.keys()) best.push(bestEnding(words, end, width, best));
  const lines: Word[][] = [];
  for (let end = words.length; end > 0; end = best[end]?.start ?? 0) {
    lines.unshift(words.slice(best[end]?.start, end));
  }
  return lines;
}

/** Of all lines that end with this word, the one with which the text up to there is wrapped best. */
function bestEnding(
  words: readonly Word[],
  end: number,
  width: number,
  best: readonly Ending[],
): Ending {
  let chosen: Ending = { lineCount: Infinity, unevenness: Infinity, start: end };
  let used = 0;
  for (let start = end; start >= 0; start -= 1) {
    used += (words[start]?.width ?? 0) + (start < end ? spaceBefore(words[start + 1]) : 0);
    if (used > width && start < end) break;
    const ending = endingAfter(best[start], start, width - used);
    if (isBetter(ending, chosen)) chosen = ending;
  }
  return chosen;
}

function endingAfter(before: Ending | undefined, start: number, space: number): Ending {
  const { lineCount = 0, unevenness = 0 } = before ?? {};
  return { lineCount: lineCount + 1, unevenness: unevenness + space ** 2, start };
}

function isBetter(one: Ending, other: Ending): boolean {
  if (one.lineCount !== other.lineCount) return one.lineCount < other.lineCount;
  return one.unevenness < other.unevenness;
}

function spaceBefore(word: Word | undefined): number {
  return word?.isAfterSpace ? SPACE : 0;
}

export function textOf(line: readonly Word[]): string {
  return line
    .map(({ text, isAfterSpace }, at) => (at > 0 && isAfterSpace ? ` ${text}` : text))
    .join('');
}
