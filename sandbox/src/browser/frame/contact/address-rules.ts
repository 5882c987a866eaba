import type { AddressFieldName } from './address-entry.js';

interface AddressRule {
  label: string;
  /** What a browser fills in by itself. */
  autofill: string;
  type?: 'tel';
  placeholder?: string;
}

/** The words and kinds of the fields; some labels are another's in some countries. */
export const ADDRESS_RULES: Record<AddressFieldName, AddressRule> = {
  name: { label: 'Full name', autofill: 'name' },
  first_name: { label: 'First name', autofill: 'given-name' },
  last_name: { label: 'Last name', autofill: 'family-name' },
  country: { label: 'Country or region', autofill: 'country' },
  line1: { label: 'Address line 1', autofill: 'address-line1', placeholder: 'Street address' },
  line2: {
    label: 'Address line 2',
    autofill: 'address-line2',
    placeholder: 'Apt., suite, unit number, etc. (optional)',
  },
  city: { label: 'City', autofill: 'address-level2' },
  state: { label: 'State', autofill: 'address-level1' },
  postal_code: { label: 'Postal code', autofill: 'postal-code' },
  phone: { label: 'Phone number', autofill: 'tel', type: 'tel' },
};
