import type { AddressMode } from '@stripe/stripe-js';
import { isRecord } from '../is-record.js';
import { IntegrationError } from './integration-error.js';

const CALLER = "elements.create('address')";

export function checkAddressOptions(options: unknown): AddressMode {
  const { mode, contacts, autocomplete, fields } = isRecord(options) ? options : {};
  if (mode !== 'shipping' && mode !== 'billing') {
    throw new IntegrationError(
      `Invalid value for ${CALLER}: \`mode\` should be 'shipping' or 'billing'.`,
    );
  }
  if (Array.isArray(contacts) && contacts.length > 0) {
    throw notImitated('`contacts`: it keeps no saved addresses to choose from');
  }
  if (isRecord(autocomplete) && autocomplete['mode'] === 'google_maps_api') {
    throw notImitated('`autocomplete` by Google Maps: it reaches nothing but itself');
  }
  if (isRecord(fields) && fields['name'] === 'never') {
    throw notImitated('`fields.name`: an address always has a name');
  }
  return mode;
}

const notImitated = (what: string): IntegrationError =>
  new IntegrationError(`The sandbox does not imitate, in ${CALLER}, ${what}.`);
