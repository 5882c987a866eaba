import type { Palette } from './palette.js';
import type { SeededRandom } from './seeded-random.js';

/** An SVG path in a cover of 240 × 360. */
export interface Shape {
  d: string;
  fill: string;
  stroke: string;
}

/** `authorTop`: the upper edge of the author's name. */
export type Drawing = (palette: Palette, random: SeededRandom, authorTop: number) => Shape[];

const WIDTH = 240;
const HEIGHT = 360;
const NONE = 'none';

const line = (d: string, stroke: string): Shape => ({ d, fill: NONE, stroke });
const area = (d: string, fill: string): Shape => ({ d, fill, stroke: NONE });
const round = (value: number) => Math.round(value * 10) / 10;
const times = <T>(count: number, make: (at: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at));
const rectangle = (x: number, y: number, width: number, height: number) =>
  `M${round(x)} ${round(y)}h${round(width)}v${round(height)}h${round(-width)}z`;
const circle = (x: number, y: number, radius: number) =>
  `M${round(x - radius)} ${round(y)}a${round(radius)} ${round(radius)} 0 1 0 ${round(2 * radius)} 0a${round(radius)} ${round(radius)} 0 1 0 ${round(-2 * radius)} 0z`;

/** Ripples about a lower corner. */
export const ripples: Drawing = ({ faint, strong }, random) => {
  const centre = random() < 0.5 ? 0 : WIDTH;
  const gap = 10 + random() * 4;
  return times(9, (at) =>
    line(circle(centre, HEIGHT, 18 + at * gap), at % 3 === 0 ? strong : faint),
  );
};

/** Columns of uneven height standing on the lower edge. */
export const columns: Drawing = ({ faint, strong }, random) => {
  const tallest = Math.floor(random() * 9);
  return times(9, (at) => {
    const height = at === tallest ? 118 : 24 + random() * 76;
    const d = rectangle(24 + at * 22, HEIGHT - 24 - height, 16, height);
    return area(d, at === tallest ? strong : faint);
  });
};

/** Waves across the lower half. */
export const waves: Drawing = ({ faint, strong }, random) => {
  const swing = 10 + random() * 12;
  const shift = random() * 60;
  return times(9, (at) => {
    const y = 232 + at * 16;
    const d = `M${round(-60 - shift)} ${y}q30 ${round(-swing)} 60 0${'t60 0'.repeat(6)}`;
    return line(d, at % 4 === 1 ? strong : faint);
  });
};

/** A sun above its reflection. */
export const horizon: Drawing = ({ faint, strong }, random) => {
  const x = 100 + random() * 40;
  const lines = times(6, (at) => {
    const half = 76 - at * 12;
    return line(`M${round(x - half)} ${116 + at * 10}h${2 * half}`, at === 0 ? strong : faint);
  });
  return [area(`M${round(x - 58)} 108a58 58 0 0 1 116 0z`, strong), ...lines];
};

/** Circles about one point, each with its planet. */
export const orbits: Drawing = ({ faint, strong }, random) =>
  times(4, (at) => {
    const radius = 24 + at * 19;
    const angle = random() * 2 * Math.PI;
    const planet = circle(120 + radius * Math.cos(angle), 104 + radius * Math.sin(angle), 4 + at);
    return [line(circle(120, 104, radius), faint), area(planet, strong)];
  }).flat();

/** Steps that climb to the right. */
export const stairs: Drawing = ({ faint, strong }, random) => {
  const marked = Math.floor(random() * 6);
  return times(6, (at) => {
    const height = 22 + at * 19;
    const d = rectangle(24 + at * 32, HEIGHT - 24 - height, 32, height);
    return area(d, at === marked ? strong : faint);
  });
};

/** Quarter circles, each turned its own way. */
export const tiles: Drawing = ({ faint, strong }, random) =>
  times(12, (at) => {
    const side = 48;
    const x = 24 + (at % 4) * side;
    const y = 28 + Math.floor(at / 4) * side;
    const turns = [
      `M${x} ${y}h${side}a${side} ${side} 0 0 1 ${-side} ${side}z`,
      `M${x + side} ${y}v${side}a${side} ${side} 0 0 1 ${-side} ${-side}z`,
      `M${x + side} ${y + side}h${-side}a${side} ${side} 0 0 1 ${side} ${-side}z`,
      `M${x} ${y + side}v${-side}a${side} ${side} 0 0 1 ${side} ${side}z`,
    ];
    const d = turns[Math.floor(random() * turns.length)] ?? '';
    return area(d, random() < 0.3 ? strong : faint);
  });

/** A frame with a lozenge. */
export const frame: Drawing = ({ faint, strong }, random, authorTop) => {
  const half = 7 + random() * 5;
  const lozenge = (y: number) =>
    `M120 ${round(y - half)}l${round(half)} ${round(half)}l${round(-half)} ${round(half)}l${round(-half)} ${round(-half)}z`;
  return [
    line(rectangle(14, 14, 212, 332), strong),
    line(rectangle(20, 20, 200, 320), faint),
    area(lozenge(66), strong),
    line('M72 66h28M140 66h28', faint),
    line(`M72 ${round(authorTop - 13)}h96`, faint),
  ];
};
