import { describe, expect, it } from '@jest/globals';
import { contrast, paletteOf } from './palette.js';

const everyGrey = Array.from({ length: 256 }, (_, grey) => {
  const channel = grey.toString(16).padStart(2, '0');
  return `#${channel.repeat(3)}`;
});

describe(paletteOf.name, () => {
  it('can be read on every background', () => {
    for (const background of [
      ...everyGrey,
      '#ff0000',
      '#00ff00',
      '#0000ff',
      '#ff8800',
      '#7a8f3c',
    ]) {
      expect(contrast(paletteOf(background).foreground, background)).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('writes light on dark and dark on light', () => {
    expect(paletteOf('#1f3a5f').foreground).toBe('#fbf6ea');
    expect(paletteOf('#f2e6c9').foreground).toBe('#1f1a14');
  });
});

describe(contrast.name, () => {
  it('is 21 between black and white, whichever comes first', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
    expect(contrast('#ffffff', '#000000')).toBeCloseTo(21);
  });
});
