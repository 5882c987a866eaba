import type Stripe from 'stripe';
import type { Address, BillingDetails, Shipping } from '../model/contact.js';

export function renderBillingDetails(details: BillingDetails): Stripe.PaymentMethod.BillingDetails {
  const { address, email, name, phone } = details;
  return { address: renderAddress(address), email, name, phone, tax_id: null };
}

export function renderShipping(shipping: Shipping): Stripe.PaymentIntent.Shipping {
  const { address, carrier, name, phone, trackingNumber } = shipping;
  return {
    address: renderAddress(address),
    carrier,
    ...(name === null ? {} : { name }),
    phone,
    tracking_number: trackingNumber,
  };
}

export function renderAddress(address: Address): Stripe.Address {
  const { city, country, line1, line2, postalCode, state } = address;
  return { city, country, line1, line2, postal_code: postalCode, state };
}
