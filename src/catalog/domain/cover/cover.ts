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
  type Chance,
  type Drawing,
  type Mark,
} from './draw.js';
import { inksFor } from './ink.js';
import { fitText, LINE_HEIGHT } from './wrap-lines.js';

export interface CoverLine {
  x: number;
  y: number;
  text: string;
}

/** What views/partials/cover.hbs draws. */
export interface CoverView {
  ground: string;
  ink: string;
  anchor: 'start' | 'middle';
  marks: Mark[];
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
  /** The author's last line stands here. */
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

/** The same book always gets the same cover. */
export function toCover({ slug, title, author, coverColor }: Covered): CoverView {
  const chance = chanceFrom(`jacket:${slug}`);
  const layout = LAYOUTS[Math.floor(chance() * LAYOUTS.length)] ?? CENTRED_FRAME;
  const inks = inksFor(coverColor);
  const fitted = fitText(title, layout.title, TITLE_SIZES);
  const by = fitText(author, { width: layout.title.width, height: 30 }, AUTHOR_SIZES);
  return {
    ground: inks.ground,
    ink: inks.ink,
    anchor: layout.anchor,
    marks: layout.draw(inks, chance),
    title: stack(fitted.lines, layout.x, titleStart(layout, fitted), fitted.size),
    titleSize: fitted.size,
    author: stack(by.lines, layout.x, authorStart(layout, by), by.size),
    authorSize: by.size,
  };
}

const CENTRED_FRAME: Layout = { ...CENTRED, draw: frame };

/** Where the first line of the title stands. */
function titleStart({ title }: Layout, { lines, size }: { lines: string[]; size: number }): number {
  const height = lines.length * size * LINE_HEIGHT;
  const spare = title.isCentred ? (title.height - height) / 2 : 0;
  return title.top + Math.max(spare, 0) + size;
}

/** Two lines of authors grow upwards, away from the title below or the edge beneath. */
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

/** FNV-1a for the start, mulberry32 for the series: small, and the same on every machine. */
function chanceFrom(seed: string): Chance {
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
