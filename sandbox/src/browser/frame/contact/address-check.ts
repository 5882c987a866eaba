import type { AddressEntry, AddressFieldName } from './address-entry.js';
import { ADDRESS_FIELDS } from './address-entry.js';
import { type AddressFormat, addressFormat } from './address-format.js';
import type { AddressOptions } from './address-options.js';
import { type ContactProblem, incomplete, invalid } from './contact-problem.js';

const PO_BOX = /\bp\.?\s*o\.?\s*box\b/i;
const PHONE = /^\+?[\d\s()./-]+$/;
const SHORTEST_PHONE = 7;

type Presence = 'hidden' | 'optional' | 'required';

/** Which fields this form has in this country, and which of them have to be filled in. */
export function addressPresence(
  options: AddressOptions,
  country: string,
): Record<AddressFieldName, Presence> {
  const { stateLabel, postalLabel, postalCode } = addressFormat(country);
  const isSplit = options.nameDisplay === 'split';
  const postal = postalCode === null ? 'optional' : 'required';
  return {
    name: isSplit ? 'hidden' : 'required',
    first_name: isSplit ? 'required' : 'hidden',
    last_name: isSplit ? 'required' : 'hidden',
    country: 'required',
    line1: 'required',
    line2: 'optional',
    city: 'required',
    // The county of an Irish address is a habit, not a rule.
    state: stateLabel === null ? 'hidden' : postal,
    postal_code: postalLabel === null ? 'hidden' : postal,
    phone: options.phone,
  };
}

/** Everything wrong with the address, in the order of the fields. */
export function checkAddress(entry: AddressEntry, options: AddressOptions): ContactProblem[] {
  const presence = addressPresence(options, entry.country);
  const format = addressFormat(entry.country);
  return ADDRESS_FIELDS.flatMap(({ name }) => {
    if (presence[name] === 'hidden') return [];
    if (entry[name] === '') return presence[name] === 'required' ? [incomplete(name)] : [];
    const message = CHECKS[name]?.(entry[name], options, format) ?? null;
    return message === null ? [] : [invalid(name, message)];
  });
}

type Check = (text: string, options: AddressOptions, format: AddressFormat) => string | null;

const noPoBox: Check = (text, { refusesPoBoxes }) =>
  refusesPoBoxes && PO_BOX.test(text) ? 'PO boxes are not accepted.' : null;

const CHECKS: Partial<Record<AddressFieldName, Check>> = {
  line1: noPoBox,
  line2: noPoBox,
  postal_code: (text, _options, { postalCode, postalLabel }) => {
    if (postalCode?.test(text) ?? true) return null;
    return `Your ${(postalLabel ?? '').replace(/^P(?=[a-z])/, 'p')} is invalid.`;
  },
  phone: (text) => {
    const isPhone = PHONE.test(text) && text.replace(/\D/g, '').length >= SHORTEST_PHONE;
    return isPhone ? null : 'Your phone number is invalid.';
  },
};
