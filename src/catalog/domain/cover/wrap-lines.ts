export interface Box {
  width: number;
  height: number;
}

export interface FittedText {
  size: number;
  lines: string[];
}

export const LINE_HEIGHT = 1.16;

// Widths in em of a bold book face, on the wide side: the reader's own fonts are not known here.
const WIDTHS: readonly [RegExp, number][] = [
  [/[ijl.,:;'’|!]/, 0.34],
  [/[ frst()-]/, 0.42],
  [/[mwMW—]/, 0.92],
  [/[A-Z0-9&]/, 0.72],
];
const OTHER_WIDTH = 0.58;

export function textWidth(text: string, size: number): number {
  const em = Array.from(text).reduce(
    (sum, letter) => sum + (WIDTHS.find(([letters]) => letters.test(letter))?.[1] ?? OTHER_WIDTH),
    0,
  );
  return em * size;
}

/** As few lines as the width allows, and those as even as can be: no last line of one small word. */
export function wrapLines(text: string, size: number, width: number): string[] {
  const words = text.split(/\s+/).filter(Boolean);
  const fewest = greedy(words, size, width);
  let best = fewest;
  for (let narrower = width - size / 2; narrower > 0; narrower -= size / 2) {
    const lines = greedy(words, size, narrower);
    if (lines.length > fewest.length || !fits(lines, size, narrower)) break;
    best = lines;
  }
  return best;
}

/** The largest of these sizes (largest first) in which the text fits its box; the last if none does. */
export function fitText(text: string, box: Box, sizes: readonly number[]): FittedText {
  const tried = sizes.map((size) => ({ size, lines: wrapLines(text, size, box.width) }));
  const fitting = tried.find(
    ({ size, lines }) =>
      lines.length * size * LINE_HEIGHT <= box.height && fits(lines, size, box.width),
  );
  return fitting ?? tried.at(-1) ?? { size: 0, lines: [] };
}

function greedy(words: readonly string[], size: number, width: number): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && textWidth(longer, size) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

function fits(lines: readonly string[], size: number, width: number): boolean {
  return lines.every((line) => textWidth(line, size) <= width);
}
