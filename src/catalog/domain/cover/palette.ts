export interface Palette {
  background: string;
  /** The color of text: a contrast of at least 4.5 to 1. */
  foreground: string;
  /** Colors of shapes, between background and foreground. */
  faint: string;
  strong: string;
}

type Rgb = readonly [number, number, number];

const MIN_CONTRAST = 4.5;
// Pure white and black only if neither of the softer colors has enough contrast.
const CANDIDATES = ['#fbf6ea', '#1f1a14', '#ffffff', '#000000'] as const;

export function paletteOf(background: string): Palette {
  const isReadable = (candidate: string) => contrast(candidate, background) >= MIN_CONTRAST;
  const foreground = CANDIDATES.find(isReadable) ?? '#000000';
  return {
    background,
    foreground,
    faint: mix(background, foreground, 0.22),
    strong: mix(background, foreground, 0.5),
  };
}

/** The contrast ratio of WCAG 2, from 1 to 21. */
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
