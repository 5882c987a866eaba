import { isRightToLeft } from '../../../common/bidi.js';
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
  type Shape,
} from './draw.js';
import { fitText, type FittedText, LINE_HEIGHT } from './fit-text.js';
import { paletteOf } from './palette.js';
import { seededRandom } from './seeded-random.js';

export interface CoverLine {
  x: number;
  y: number;
  text: string;
}

/** Lines of one size. `start` of a right-to-left text is at its right. */
export interface CoverText {
  lines: CoverLine[];
  size: number;
  direction: 'ltr' | 'rtl';
}

/** The view of views/partials/cover.hbs. */
export interface CoverView {
  background: string;
  foreground: string;
  anchor: 'start' | 'middle';
  shapes: Shape[];
  title: CoverText;
  author: CoverText;
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
  title: { top: 84, width: 172, height: 186, isCentred: true },
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

const WIDTH = 240;
const MAX_DRAWN = 1_000;
const drawn = new Map<string, CoverView>();

/** The same book always has the same cover, which is drawn once. */
export function toCover({ slug, title, author, coverColor }: Covered): CoverView {
  const key = JSON.stringify([slug, title, author, coverColor]);
  const known = drawn.get(key);
  if (known) return known;
  const cover = drawCover({ slug, title, author, coverColor });
  const oldest = drawn.size < MAX_DRAWN ? undefined : drawn.keys().next().value;
  if (oldest !== undefined) drawn.delete(oldest);
  drawn.set(key, cover);
  return cover;
}

function drawCover({ slug, title, author, coverColor }: Covered): CoverView {
  const random = seededRandom(`jacket:${slug}`);
  const layout = LAYOUTS[Math.floor(random() * LAYOUTS.length)] ?? CENTRED_FRAME;
  const palette = paletteOf(coverColor);
  const fitted = fitText(title, layout.title, TITLE_SIZES);
  const by = fitText(author, { width: layout.title.width, height: 30 }, AUTHOR_SIZES);
  const authorY = authorStart(layout, by);
  return {
    background: palette.background,
    foreground: palette.foreground,
    anchor: layout.anchor,
    shapes: layout.draw(palette, random, authorY - by.size * ASCENT),
    title: stack(fitted, layout, titleStart(layout, fitted)),
    author: stack(by, layout, authorY),
  };
}

const CENTRED_FRAME: Layout = { ...CENTRED, draw: frame };
const ASCENT = 0.8;

/** The baseline of the first line of the title. */
function titleStart({ title }: Layout, { lines, size }: FittedText): number {
  const height = lines.length * size * LINE_HEIGHT;
  const spare = title.isCentred ? (title.height - height) / 2 : 0;
  return title.top + Math.max(spare, 0) + size;
}

/** The baseline of the first line of the author: several lines grow upwards. */
function authorStart({ authorY }: Layout, { lines, size }: FittedText): number {
  return authorY - (lines.length - 1) * size * LINE_HEIGHT;
}

function stack({ lines, size }: FittedText, { anchor, x }: Layout, start: number): CoverText {
  const isRtl = isRightToLeft(lines.join(' '));
  return {
    lines: lines.map((text, at) => ({
      x: isRtl && anchor === 'start' ? WIDTH - x : x,
      y: Math.round((start + at * size * LINE_HEIGHT) * 10) / 10,
      text,
    })),
    size,
    direction: isRtl ? 'rtl' : 'ltr',
  };
}
