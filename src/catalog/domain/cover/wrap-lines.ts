export interface Box {
  width: number;
  height: number;
}

export interface FittedText {
  size: number;
  lines: string[];
}

export const LINE_HEIGHT = 1.16;

// Widths in em of a bold serif, on the wide side: the browser's fonts are not known here.
const WIDTHS: readonly [RegExp, number][] = [
  [/[ijl.,:;'’|!]/, 0.36],
  [/[ frst()-]/, 0.44],
  [/[mwMW—]/, 1.05],
  [/[A-Z0-9&]/, 0.78],
];
const OTHER_WIDTH = 0.62;

export function textWidth(text: string, size: number): number {
  const em = Array.from(text).reduce(
    (sum, letter) => sum + (WIDTHS.find(([letters]) => letters.test(letter))?.[1] ?? OTHER_WIDTH),
    0,
  );
  return em * size;
}

/** Wraps into as few lines as possible, of lengths as equal as possible. */
export function wrapLines(text: string, size: number, width: number): string[] {
  const words = text.split(/\s+/).filter(Boolean);
  const best: Wrapped[] = [{ lines: [], unevenness: 0 }];
  for (const end of words.keys()) {
    const endings = best.flatMap((before, start) => {
      const line = words.slice(start, end + 1).join(' ');
      const space = width - textWidth(line, size);
      // A word that is too wide gets its own line.
      if (space < 0 && start < end) return [];
      return [{ lines: [...before.lines, line], unevenness: before.unevenness + space ** 2 }];
    });
    best.push(endings.reduce((one, other) => (isBetter(other, one) ? other : one)));
  }
  return best.at(-1)?.lines ?? [];
}

interface Wrapped {
  lines: string[];
  unevenness: number;
}

function isBetter(one: Wrapped, other: Wrapped): boolean {
  if (one.lines.length !== other.lines.length) return one.lines.length < other.lines.length;
  return one.unevenness < other.unevenness;
}

/** The first of the sizes (largest first) with which the text fits the box, or else the last. */
export function fitText(text: string, box: Box, sizes: readonly number[]): FittedText {
  const tried = sizes.map((size) => ({ size, lines: wrapLines(text, size, box.width) }));
  const fitting = tried.find(
    ({ size, lines }) =>
      lines.length * size * LINE_HEIGHT <= box.height && fits(lines, size, box.width),
  );
  return fitting ?? tried.at(-1) ?? { size: 0, lines: [] };
}

function fits(lines: readonly string[], size: number, width: number): boolean {
  return lines.every((line) => textWidth(line, size) <= width);
}
