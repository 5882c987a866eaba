import { formatAddress } from 'localized-address-format';
import type { Address, AddressField } from '../pricing/delivery.js';

/** Addresses in these are written from the country down to the person. */
const LOCAL_SCRIPTS = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u;

const MARKED: readonly [keyof FormattedParts, AddressField[]][] = [
  ['name', ['name']],
  ['addressLines', ['line1', 'line2']],
  ['locality', ['city']],
  ['administrativeArea', ['state']],
  ['postalCode', ['postalCode']],
];

interface FormattedParts {
  name: string;
  addressLines: string;
  locality: string;
  administrativeArea: string;
  postalCode: string;
}

/** The fields that this country writes, in its order, then the phone number. */
export function fieldsOf(country: string): AddressField[] {
  const marks = Object.fromEntries(MARKED.map(([part]) => [part, part]));
  const text = formatAddress(
    { ...marks, postalCountry: country, addressLines: ['addressLines'] },
    'latin',
  ).join('\n');
  const found = MARKED.map(([part, fields]) => ({ at: text.indexOf(part), fields }))
    .filter(({ at }) => at >= 0)
    .toSorted((one, other) => one.at - other.at);
  return [...found.flatMap(({ fields }) => fields), 'phone'];
}

/** The lines of a street address, and the rest of it; an empty text where there is none. */
interface AddressParts {
  name: string;
  lines: readonly string[];
  city: string;
  state: string;
  postalCode: string;
}

/** As an envelope to that country has it, one text for each line, without the country and the phone number. */
export function addressLines({ line1, line2, ...address }: Address, country: string): string[] {
  return formatLines({ ...address, lines: [line1, line2].filter(Boolean) }, country);
}

/** As `addressLines`. What the country does not write comes last. */
export function formatLines(parts: AddressParts, country: string): string[] {
  const { name, lines, city: locality, state: administrativeArea, postalCode } = parts;
  const all = [name, ...lines, locality, administrativeArea, postalCode].filter(Boolean);
  const formatted = formatAddress(
    {
      postalCountry: country,
      ...{ name, addressLines: [...lines], locality, administrativeArea, postalCode },
    },
    LOCAL_SCRIPTS.test(all.join('')) ? 'local' : 'latin',
  );
  const text = formatted.join('\n').toLowerCase();
  return [...formatted, ...all.filter((part) => !text.includes(part.toLowerCase()))];
}
