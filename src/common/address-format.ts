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

/** As an envelope to that country has it, one text for each line, without the country and the phone number. */
export function addressLines(address: Address, country: string): string[] {
  const { name, line1, line2, city, state, postalCode } = address;
  return formatAddress(
    {
      postalCountry: country,
      name,
      addressLines: [line1, line2].filter(Boolean),
      locality: city,
      administrativeArea: state,
      postalCode,
    },
    LOCAL_SCRIPTS.test(Object.values(address).join('')) ? 'local' : 'latin',
  );
}
