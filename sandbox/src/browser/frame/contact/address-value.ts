import type { AddressValue } from '../../wire/contact-value.js';
import type { AddressEntry } from './address-entry.js';
import type { AddressOptions } from './address-options.js';

export function toAddressValue(entry: AddressEntry, options: AddressOptions): AddressValue {
  const { first_name: firstName, last_name: lastName, phone } = entry;
  const isSplit = options.nameDisplay === 'split';
  return {
    name: isSplit ? `${firstName} ${lastName}`.trim() : entry.name,
    ...(isSplit && { firstName, lastName }),
    address: {
      line1: entry.line1,
      line2: entry.line2 === '' ? null : entry.line2,
      city: entry.city,
      state: entry.state,
      postal_code: entry.postal_code,
      country: entry.country,
    },
    ...(options.phone !== 'hidden' && { phone }),
  };
}
