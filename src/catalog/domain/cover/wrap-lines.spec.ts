import { describe, expect, it } from '@jest/globals';
import { fitText, LINE_HEIGHT, textWidth, wrapLines } from './wrap-lines.js';

const TITLE = 'The Art of Doing Science and Engineering';

describe(wrapLines.name, () => {
  it('keeps every word, in order', () => {
    for (const width of [60, 120, 200, 900]) {
      expect(wrapLines(TITLE, 20, width).join(' ')).toBe(TITLE);
    }
  });

  it('makes no line wider than it may be', () => {
    for (const line of wrapLines(TITLE, 20, 160)) {
      expect(textWidth(line, 20)).toBeLessThanOrEqual(160);
    }
  });

  it('keeps a short title on one line', () => {
    expect(wrapLines('Code', 20, 160)).toEqual(['Code']);
  });

  it('spreads the words evenly rather than leaving one alone at the end', () => {
    expect(wrapLines('aaaa aaaa aaaa aaaa', 10, textWidth('aaaa aaaa aaaa', 10))).toEqual([
      'aaaa aaaa',
      'aaaa aaaa',
    ]);
  });

  it('keeps small words with the word they belong to rather than leave a short line', () => {
    expect(wrapLines(TITLE, 25, 192)).toEqual([
      'The Art',
      'of Doing',
      'Science and',
      'Engineering',
    ]);
  });

  it('gives a word that is too wide a line of its own', () => {
    expect(wrapLines('An Incomprehensibility', 20, 80)).toEqual(['An', 'Incomprehensibility']);
  });

  it('makes nothing of nothing', () => {
    expect(wrapLines('  ', 20, 80)).toEqual([]);
  });
});

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
});
