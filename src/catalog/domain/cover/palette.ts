export interface Inks {
  ground: string;
  /** Readable on the ground: at least 4.5 to 1. */
  ink: string;
  /** For drawing, between ground and ink. */
  faint: string;
  strong: string;
}

type Rgb = readonly [number, number, number];

const READABLE = 4.5;
// The soft ones first: pure black and white only where nothing else can be read.
const CANDIDATES = ['#fbf6ea', '#1f1a14', '#ffffff', '#000000'] as const;

export function inksFor(ground: string): Inks {
  const ink = CANDIDATES.find((candidate) => contrast(candidate, ground) >= READABLE) ?? '#000000';
  return { ground, ink, faint: mix(ground, ink, 0.22), strong: mix(ground, ink, 0.5) };
}

/** WCAG 2: from 1 to 21. */
export function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function mix(from: string, to: string, share: number): string {
  const start = rgb(from);
  const end = rgb(to);
  const channel = (at: 0 | 1 | 2) =>
    Math.round(start[at] + (end[at] - start[at]) * share)
      .toString(16)
      .padStart(2, '0');
  return `#${channel(0)}${channel(1)}${channel(2)}`;
}

function luminance(color: string): number {
  const [red, green, blue] = rgb(color).map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}

function rgb(color: string): Rgb {
  const channel = (from: number) => Number.parseInt(color.slice(from, from + 2), 16);
  return [channel(1), channel(3), channel(5)];
}
