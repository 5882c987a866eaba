interface AddressFieldRule {
  name: string;
  /** The name of its default value among the options, there or in `address`. */
  option: string;
  isOfAddress: boolean;
}

// In the order in which they are asked.
export const ADDRESS_FIELDS = [
  { name: 'name', option: 'name', isOfAddress: false },
  { name: 'first_name', option: 'firstName', isOfAddress: false },
  { name: 'last_name', option: 'lastName', isOfAddress: false },
  { name: 'country', option: 'country', isOfAddress: true },
  { name: 'line1', option: 'line1', isOfAddress: true },
  { name: 'line2', option: 'line2', isOfAddress: true },
  { name: 'city', option: 'city', isOfAddress: true },
  { name: 'state', option: 'state', isOfAddress: true },
  { name: 'postal_code', option: 'postal_code', isOfAddress: true },
  { name: 'phone', option: 'phone', isOfAddress: false },
] as const satisfies AddressFieldRule[];

export type AddressFieldName = (typeof ADDRESS_FIELDS)[number]['name'];

export type AddressEntry = Record<AddressFieldName, string>;

export const EMPTY_ADDRESS: AddressEntry = {
  name: '',
  first_name: '',
  last_name: '',
  country: '',
  line1: '',
  line2: '',
  city: '',
  state: '',
  postal_code: '',
  phone: '',
};

/** A country is always chosen, and says nothing about whether anybody has begun. */
export const isEmptyAddress = (entry: AddressEntry): boolean =>
  ADDRESS_FIELDS.every(({ name }) => name === 'country' || entry[name] === '');
