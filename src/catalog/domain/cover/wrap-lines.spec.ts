import { describe, expect, it } from '@jest/globals';
import { splitWords } from './split-words.js';
import { textWidth } from './text-width.js';
import { balanceLines, fillLines, textOf } from './wrap-lines.js';

const TITLE = 'The Art of Doing Science and Engineering';
const wrapLines = (text: string, size: number, width: number) =>
  balanceLines(splitWords(text), width / size).map(textOf);

describe(balanceLines.name, () => {
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

describe(fillLines.name, () => {
  it('takes as few lines as the balanced text', () => {
    for (const width of [4, 7, 9, 20]) {
      const words = splitWords(TITLE);
      expect(fillLines(words, width)).toHaveLength(balanceLines(words, width).length);
    }
  });
});
