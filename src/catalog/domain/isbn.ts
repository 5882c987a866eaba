const SEPARATORS = /[\s\p{Pd}]/gu;

/** An ISBN-10 or ISBN-13, with or without hyphens, as the 13 digits of its ISBN-13. Null if it is neither. */
export function toIsbn13(text: string): string | null {
  const digits = text.replace(SEPARATORS, '').toUpperCase();
  if (/^97[89]\d{10}$/.test(digits)) return isMultipleOf(10, sumOf13(digits)) ? digits : null;
  if (!/^\d{9}[\dX]$/.test(digits) || !isMultipleOf(11, sumOf10(digits))) return null;
  const body = `978${digits.slice(0, 9)}`;
  return `${body}${(10 - (sumOf13(body) % 10)) % 10}`;
}

const isMultipleOf = (divisor: number, sum: number) => sum % divisor === 0;

const sumOf13 = (digits: string) => weightedSum(digits, (at) => (at % 2 ? 3 : 1));
const sumOf10 = (digits: string) => weightedSum(digits, (at) => 10 - at);

function weightedSum(digits: string, weightAt: (at: number) => number): number {
  return Array.from(digits).reduce(
    (sum, digit, at) => sum + (digit === 'X' ? 10 : Number(digit)) * weightAt(at),
    0,
  );
}
