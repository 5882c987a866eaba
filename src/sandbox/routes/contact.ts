import type { Address, BillingDetails, Shipping } from '../model/contact.js';
import { NO_ADDRESS, NO_BILLING_DETAILS } from '../model/contact.js';
import type { Params } from '../wire/params.js';

export function readShipping(params: Params): Shipping {
  const address = params.hash('address');
  if (!address) throw params.refuse('address', 'Missing required param.', 'parameter_missing');
  return {
    name: params.requiredText('name'),
    address: readAddress(address),
    carrier: params.text('carrier') ?? null,
    phone: params.text('phone') ?? null,
    trackingNumber: params.text('tracking_number') ?? null,
  };
}

export function readBillingDetails(params: Params | null | undefined): BillingDetails {
  if (!params) return NO_BILLING_DETAILS;
  return {
    address: readAddress(params.hash('address')),
    email: readEmail(params, 'email') ?? null,
    name: params.text('name') ?? null,
    phone: params.text('phone') ?? null,
  };
}

export function readEmail(params: Params, name: string): string | null | undefined {
  const email = params.text(name, 800);
  if (!email || /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(email)) return email;
  throw params.refuse(name, `Invalid email address: ${email}`, 'email_invalid');
}

function readAddress(params: Params | null | undefined): Address {
  if (!params) return NO_ADDRESS;
  return {
    city: params.text('city') ?? null,
    country: params.text('country') ?? null,
    line1: params.text('line1') ?? null,
    line2: params.text('line2') ?? null,
    postalCode: params.text('postal_code') ?? null,
    state: params.text('state') ?? null,
  };
}
