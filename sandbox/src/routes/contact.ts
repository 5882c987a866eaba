import type { Address, BillingDetails, Shipping } from '../model/contact.js';
import { NO_ADDRESS, NO_SHIPPING } from '../model/contact.js';
import type { Params } from '../wire/params.js';
import { changed } from './changed.js';

/** What is sent is written over what is there, line by line. */
export function readShipping(params: Params, current: Shipping | null): Shipping {
  if (current === null) params.requiredText('name');
  const address = params.hash('address');
  if (current === null && !address) throw params.missing('address');
  const known = current ?? NO_SHIPPING;
  return {
    name: params.value('name') ?? known.name,
    address: address ? readAddress(address, known.address) : known.address,
    carrier: changed(params.text('carrier'), known.carrier),
    phone: changed(params.text('phone'), known.phone),
    trackingNumber: changed(params.text('tracking_number'), known.trackingNumber),
  };
}

export function readBillingDetails(params: Params, current: BillingDetails): BillingDetails {
  params.refuseNotImitated(['tax_id']);
  const address = params.emptyableHash('address');
  const changedAddress = address && readAddress(address, current.address);
  return {
    address: changed(changedAddress, current.address) ?? NO_ADDRESS,
    email: changed(readEmail(params, 'email'), current.email),
    name: changed(params.text('name'), current.name),
    phone: changed(params.text('phone'), current.phone),
  };
}

export function readEmail(params: Params, name: string): string | null | undefined {
  const email = params.text(name, 800);
  if (!email || /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(email)) return email;
  throw params.refuse(name, `Invalid email address: ${email}`, 'email_invalid');
}

export function readAddress(params: Params, current: Address | null): Address {
  const known = current ?? NO_ADDRESS;
  return {
    city: changed(params.text('city'), known.city),
    country: changed(params.text('country'), known.country),
    line1: changed(params.text('line1'), known.line1),
    line2: changed(params.text('line2'), known.line2),
    postalCode: changed(params.text('postal_code'), known.postalCode),
    state: changed(params.text('state'), known.state),
  };
}
