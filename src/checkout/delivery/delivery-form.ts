import { fieldsOf } from '../../common/address-format.js';
import type { DeliveryDraft } from '../../delivery/domain/draft.js';
import {
  addressProblems,
  isRequired,
  MAX_LENGTHS,
  type AddressProblem,
  postalCodeExample,
  tidyAddress,
} from '../../delivery/domain/address-rules.js';
import { type DeliveryOption, PICKUP } from '../../delivery/domain/options.js';
import type { AddressField } from '../../pricing/delivery.js';
import type { TextKey } from '../../texts/languages.js';
import { Texts } from '../../texts/texts.js';
import type { DeliveryInput } from './delivery.input.js';

type FormField = AddressField | 'to' | 'method' | 'seen';

/** What is wrong with an entry, by the name of its field. `seen`: the page showed another price of the books. */
export type FormErrors = ReadonlyMap<FormField, string>;

export type CheckedForm =
  { draft: DeliveryDraft; errors: null } | { draft: DeliveryDraft; errors: FormErrors };

/** Checks all fields at once. `options`: those of the destination. */
export function checkForm(
  input: DeliveryInput,
  destination: string,
  options: readonly DeliveryOption[],
): CheckedForm {
  const written = destination === PICKUP ? [] : fieldsOf(destination);
  const address = destination === PICKUP ? null : tidyAddress(input, destination, written);
  const [method = '', shownMinor] = input.method.split(':');
  const errors = new Map<FormField, string>();
  if (address) {
    for (const [field, problem] of addressProblems(address, destination, written)) {
      errors.set(field, errorText(field, problem, destination));
    }
  }
  const methodError = methodErrorOf(method, shownMinor, options);
  if (methodError) errors.set('method', methodError);
  const draft = { destination, method, address };
  return errors.size > 0 ? { draft, errors } : { draft, errors: null };
}

function methodErrorOf(
  method: string,
  shownMinor: string | undefined,
  options: readonly DeliveryOption[],
): string | null {
  const option = options.find((each) => each.method === method);
  if (!option) return Texts.t('delivery.error.noMethod');
  if (option.amount === null) return Texts.t('delivery.error.tooHeavy');
  if (shownMinor === undefined || shownMinor === String(option.amount.minor)) return null;
  return Texts.t('delivery.error.repriced');
}

export function labelOf(field: AddressField, country: string): string {
  return Texts.t(BY_COUNTRY[country]?.[field] ?? LABELS[field]);
}

const AUTOCOMPLETE: Readonly<Record<AddressField, string>> = {
  name: 'name',
  line1: 'address-line1',
  line2: 'address-line2',
  city: 'address-level2',
  state: 'address-level1',
  postalCode: 'postal-code',
  phone: 'tel',
};

const LABELS: Readonly<Record<AddressField, TextKey>> = {
  name: 'delivery.field.name',
  line1: 'delivery.field.line1',
  line2: 'delivery.field.line2',
  city: 'delivery.field.city',
  state: 'delivery.field.region',
  postalCode: 'delivery.field.postalCode',
  phone: 'delivery.field.phone',
};

/** Where the country calls it otherwise. */
const BY_COUNTRY: Readonly<Record<string, Partial<Record<AddressField, TextKey>>>> = {
  AU: { city: 'delivery.field.suburb', state: 'delivery.field.state', postalCode: 'delivery.field.postcode' }, // prettier-ignore
  CA: { state: 'delivery.field.province' },
  GB: { city: 'delivery.field.town', postalCode: 'delivery.field.postcode' },
  IE: { city: 'delivery.field.town', state: 'delivery.field.county', postalCode: 'delivery.field.eircode' }, // prettier-ignore
  JP: { state: 'delivery.field.prefecture' },
  NZ: { postalCode: 'delivery.field.postcode' },
  US: { state: 'delivery.field.state', postalCode: 'delivery.field.zip' },
};

function errorText(field: AddressField, problem: AddressProblem, country: string): string {
  const values = {
    field: labelOf(field, country),
    most: MAX_LENGTHS[field],
    example: postalCodeExample(country) ?? '',
  };
  return Texts.t(PROBLEMS[problem], values);
}

const PROBLEMS: Readonly<Record<AddressProblem, TextKey>> = {
  missing: 'delivery.error.missing',
  'too-long': 'delivery.error.tooLong',
  'not-a-code': 'delivery.error.notACode',
  'not-a-number': 'delivery.error.notANumber',
};

/** The fields of the country, in its order. */
export function formFields(country: string) {
  return fieldsOf(country).map((field) => ({
    field,
    label: labelOf(field, country),
    autocomplete: `shipping ${AUTOCOMPLETE[field]}`,
    type: field === 'phone' ? 'tel' : null,
    isOptional: !isRequired(field, country),
    maxLength: MAX_LENGTHS[field],
  }));
}
