import type { Book } from '../book.js';
import {
  columns,
  frame,
  horizon,
  orbits,
  ripples,
  stairs,
  tiles,
  waves,
  type Drawing,
  type SeededRandom,
  type Shape,
} from './draw.js';
import { paletteOf } from './palette.js';
import { fitText, LINE_HEIGHT } from './wrap-lines.js';

export interface CoverLine {
  x: number;
  y: number;
  text: string;
}

/** The view of views/partials/cover.hbs. */
export interface CoverView {
  background: string;
  foreground: string;
  anchor: 'start' | 'middle';
  shapes: Shape[];
  title: CoverLine[];
  titleSize: number;
  author: CoverLine[];
  authorSize: number;
}

interface Layout {
  draw: Drawing;
  anchor: CoverView['anchor'];
  x: number;
  title: { top: number; width: number; height: number; isCentred?: boolean };
  /** The baseline of the author's last line. */
  authorY: number;
}

const AUTHOR_SIZES = [13.5, 12, 10.5, 9] as const;
const TITLE_SIZES = [36, 33, 30, 27, 25, 23, 21, 19, 17, 15, 13] as const;

const ART_BELOW = {
  anchor: 'start',
  x: 24,
  title: { top: 58, width: 192, height: 142 },
  authorY: 38,
} as const;
const ART_ABOVE = {
  anchor: 'start',
  x: 24,
  title: { top: 194, width: 192, height: 104 },
  authorY: 335,
} as const;
const CENTRED = {
  anchor: 'middle',
  x: 120,
  title: { top: 84, width: 172, height: 196, isCentred: true },
  authorY: 320,
} as const;

const LAYOUTS: readonly Layout[] = [
  { ...ART_BELOW, draw: ripples },
  { ...CENTRED, draw: frame },
  { ...ART_BELOW, draw: columns },
  { ...ART_ABOVE, draw: tiles },
  { ...ART_BELOW, draw: waves },
  { ...ART_ABOVE, draw: horizon },
  { ...ART_BELOW, draw: stairs },
  { ...ART_ABOVE, draw: orbits },
];

export type Covered = Pick<Book, 'slug' | 'title' | 'author' | 'coverColor'>;

/** Draws a cover from the slug: the same book always has the same cover. */
export function toCover({ slug, title, author, coverColor }: Covered): CoverView {
  const random = seededRandom(`jacket:${slug}`);
  const layout = LAYOUTS[Math.floor(random() * LAYOUTS.length)] ?? CENTRED_FRAME;
  const palette = paletteOf(coverColor);
  const fitted = fitText(title, layout.title, TITLE_SIZES);
  const by = fitText(author, { width: layout.title.width, height: 30 }, AUTHOR_SIZES);
  return {
    background: palette.background,
    foreground: palette.foreground,
    anchor: layout.anchor,
    shapes: layout.draw(palette, random),
    title: stack(fitted.lines, layout.x, titleStart(layout, fitted), fitted.size),
    titleSize: fitted.size,
    author: stack(by.lines, layout.x, authorStart(layout, by), by.size),
    authorSize: by.size,
  };
}

const CENTRED_FRAME: Layout = { ...CENTRED, draw: frame };

/** The baseline of the first line of the title. */
function titleStart({ title }: Layout, { lines, size }: { lines: string[]; size: number }): number {
  const height = lines.length * size * LINE_HEIGHT;
  const spare = title.isCentred ? (title.height - height) / 2 : 0;
  return title.top + Math.max(spare, 0) + size;
}

/** The baseline of the first line of the author: several lines grow upwards. */
function authorStart({ authorY }: Layout, { lines, size }: { lines: string[]; size: number }) {
  return authorY - (lines.length - 1) * size * LINE_HEIGHT;
}

function stack(lines: string[], x: number, start: number, size: number): CoverLine[] {
  return lines.map((text, at) => ({
    x,
    y: Math.round((start + at * size * LINE_HEIGHT) * 10) / 10,
    text,
  }));
}

/** mulberry32, seeded with FNV-1a. */
function seededRandom(seed: string): SeededRandom {
  let state = Array.from(seed).reduce(
    (hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 16777619),
    2166136261,
  );
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
