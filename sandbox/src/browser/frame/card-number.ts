export type CardBrand =
  'visa' | 'mastercard' | 'amex' | 'discover' | 'diners' | 'jcb' | 'unionpay' | 'unknown';

interface BrandRule {
  brand: CardBrand;
  prefix: RegExp;
  shortest: number;
  longest: number;
  groups: readonly number[];
  cvcLength: number;
}

const SIXTEEN = { shortest: 16, longest: 16, groups: [4, 4, 4, 4], cvcLength: 3 };
const OPEN_ENDED = { shortest: 12, longest: 19, groups: [4, 4, 4, 4, 3], cvcLength: 3 };
const FIFTEEN = { shortest: 15, longest: 15, groups: [4, 6, 5], cvcLength: 4 };

const RULES: readonly BrandRule[] = [
  { brand: 'visa', prefix: /^4/, ...SIXTEEN },
  { brand: 'mastercard', prefix: /^(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, ...SIXTEEN },
  { brand: 'amex', prefix: /^3[47]/, ...FIFTEEN },
  { brand: 'discover', prefix: /^(6011|64[4-9]|65)/, ...SIXTEEN },
  { brand: 'diners', prefix: /^3(0[0-5]|[689])/, ...SIXTEEN, shortest: 14 },
  { brand: 'jcb', prefix: /^35/, ...SIXTEEN },
  { brand: 'unionpay', prefix: /^62/, ...OPEN_ENDED, shortest: 16 },
];

const UNKNOWN: BrandRule = { brand: 'unknown', prefix: /^/, ...OPEN_ENDED };

export const digitsOf = (text: string): string => text.replace(/\D/g, '');

const ruleFor = (digits: string): BrandRule =>
  RULES.find(({ prefix }) => prefix.test(digits)) ?? UNKNOWN;

export const cardBrand = (text: string): CardBrand => ruleFor(digitsOf(text)).brand;

export const cvcLength = (number: string): number => ruleFor(digitsOf(number)).cvcLength;

/** Whether no more digits can follow. */
export const isFullCardNumber = (text: string): boolean => {
  const digits = digitsOf(text);
  return digits.length === ruleFor(digits).longest;
};

export const isShortCardNumber = (text: string): boolean => {
  const digits = digitsOf(text);
  return digits.length < ruleFor(digits).shortest;
};

export function formatCardNumber(text: string): string {
  const digits = digitsOf(text);
  const { groups, longest } = ruleFor(digits);
  let rest = digits.slice(0, longest);
  const parts: string[] = [];
  for (const size of groups) {
    if (rest === '') break;
    parts.push(rest.slice(0, size));
    rest = rest.slice(size);
  }
  return parts.join(' ');
}

/** The check digit every card number ends with (ISO/IEC 7812). */
export function passesLuhn(text: string): boolean {
  let sum = 0;
  for (const [index, digit] of Array.from(digitsOf(text), Number).reverse().entries()) {
    const doubled = digit * (index % 2 === 0 ? 1 : 2);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
