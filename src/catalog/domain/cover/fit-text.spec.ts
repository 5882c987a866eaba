import { describe, expect, it } from '@jest/globals';
import { fitText, LINE_HEIGHT } from './fit-text.js';
import { textWidth } from './text-width.js';

const TITLE = 'The Art of Doing Science and Engineering';

describe(fitText.name, () => {
  const box = { width: 196, height: 130 };

  it('takes the largest size that fits', () => {
    expect(fitText('Code', box, [40, 30, 20]).size).toBe(40);
  });

  it('stays within the box', () => {
    const { lines, size } = fitText(TITLE, box, [40, 30, 24, 20, 16]);

    expect(lines.length * size * LINE_HEIGHT).toBeLessThanOrEqual(box.height);
    expect(Math.max(...lines.map((line) => textWidth(line, size)))).toBeLessThanOrEqual(box.width);
  });

  it('takes the smallest size when none fits', () => {
    expect(fitText(TITLE.repeat(20), box, [40, 16]).size).toBe(16);
  });

  it.each([
    ['Japanese', '吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。'.repeat(4)],
    ['Thai', 'มนุษย์ทุกคนเกิดมามีอิสรภาพและเสมอภาคกันในศักดิ์ศรีและสิทธิ'.repeat(4)],
    ['a German word', 'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz'],
    ['Arabic', 'كتاب الحاوي في الطب '.repeat(20)],
    ['one long word', 'x'.repeat(700)],
    ['700 letters', 'word '.repeat(140)],
    ['emoji', '👩‍👩‍👧‍👦📕'.repeat(60)],
  ])('stays within the box with %s', (_what, text) => {
    const { lines, size } = fitText(text, box, [36, 27, 19, 13]);

    expect(lines.length * size * LINE_HEIGHT).toBeLessThanOrEqual(box.height);
    expect(Math.max(...lines.map((line) => textWidth(line, size)))).toBeLessThanOrEqual(box.width);
  });

  it('breaks a word that no size has room for, with hyphens, rather than cut it off', () => {
    const { lines } = fitText('Donaudampfschifffahrtsgesellschaftskapitän', box, [36, 25, 19, 13]);

    expect(lines.slice(0, -1).every((line) => line.endsWith('-'))).toBe(true);
    expect(lines.join('').replaceAll('-', '')).toBe('Donaudampfschifffahrtsgesellschaftskapitän');
  });

  it('says with dots that something was cut off', () => {
    expect(fitText('word '.repeat(140), box, [36, 13]).lines.at(-1)).toMatch(/ word…$/);
    expect(fitText('猫'.repeat(700), box, [36, 13]).lines.at(-1)).toMatch(/^猫+…$/);
  });

  it('takes no longer for a long text than for one that fills a cover', () => {
    const longest = 'A Life and Strange Surprizing Adventures '.repeat(5_000);
    const start = performance.now();
    fitText(longest, box, [36, 33, 30, 27, 25, 23, 21, 19, 17, 15, 13]);

    // Milliseconds are expected; the cubic algorithm would take days.
    expect(performance.now() - start).toBeLessThan(500);
  });
});
