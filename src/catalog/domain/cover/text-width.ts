// Widths in em of a bold serif, on the wide side: the browser's fonts are not known here.
const WIDTHS: readonly [RegExp, number][] = [
  [/[\p{Mn}\p{Me}\p{Cf}]/u, 0],
  [/[ijl.,:;'’|!]/, 0.36],
  [/[ frst()-]/, 0.44],
  [/[mwMW—…]/, 1.05],
  [/[\p{Lu}0-9&]/u, 0.82],
  [/\p{Extended_Pictographic}/u, 1.4],
  [/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\u3000-\u30ff\uff00-\uff60]/u, 1.04],
  [/[\p{sc=Cyrillic}\p{sc=Greek}\p{sc=Thai}\p{sc=Arabic}\p{sc=Hebrew}]/u, 0.72],
  [/[\u0900-\u0dff\p{sc=Ethiopic}\p{sc=Khmer}\p{sc=Myanmar}]/u, 0.95],
];
const OTHER_WIDTH = 0.62;

export function textWidth(text: string, size: number): number {
  let em = 0;
  for (const letter of text) {
    em += WIDTHS.find(([letters]) => letters.test(letter))?.[1] ?? OTHER_WIDTH;
  }
  return em * size;
}
