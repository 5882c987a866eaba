import { describe, expect, it } from '@jest/globals';
import { breakWideWords, splitWords } from './split-words.js';
import { textWidth } from './text-width.js';

const partsOf = (text: string) =>
  splitWords(text).map(({ text: part, isAfterSpace }) => (isAfterSpace ? ` ${part}` : part));

describe(splitWords.name, () => {
  it.each([
    ['spaces', 'How to Solve It!', ['How', ' to', ' Solve', ' It!']],
    ['hyphens and dashes', 'The Man-Month—Essays', ['The', ' Man-', 'Month—', 'Essays']],
    ['no-break spaces inside quotes', '« Le Rouge »', ['«', ' Le', ' Rouge', ' »']],
    ['Japanese', '吾輩は猫である。', ['吾輩', 'は', '猫', 'で', 'ある。']],
    ['brackets of Japanese', '「猫」の本', ['「猫」', 'の', '本']],
    ['Thai', 'ภาษาไทย', ['ภาษา', 'ไทย']],
    ['a name in C', 'C++ & Ada', ['C++', ' &', ' Ada']],
    ['nothing', '  ', []],
  ])('splits %s where a line may end', (_what, text, parts) => {
    expect(partsOf(text)).toEqual(parts);
  });
});

describe(breakWideWords.name, () => {
  const broken = (text: string, width: number) =>
    breakWideWords(splitWords(text), width).map(({ text: part }) => part);

  it('breaks no word that fits', () => {
    expect(broken('How to Solve It', 4)).toEqual(['How', 'to', 'Solve', 'It']);
  });

  it('makes no piece wider than the line', () => {
    for (const { text } of breakWideWords(splitWords('Donaudampfschifffahrt'.repeat(9)), 7)) {
      expect(textWidth(text, 1)).toBeLessThanOrEqual(7);
    }
  });

  it('breaks between characters as a person counts them, with a hyphen where one is usual', () => {
    expect(broken('aaaaaaaaaa', 4)).toEqual(['aaaaa-', 'aaaaa']);
    expect(broken('👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 6)).toEqual(['👩‍👩‍👧‍👦', '👩‍👩‍👧‍👦']);
    expect(broken('كتابكتابكتاب', 6).join('')).toBe('كتابكتابكتاب');
  });
});
