import type Stripe from 'stripe';
import type { Customer } from '../model/customer.js';
import { renderAddress, renderShipping } from './contact.js';

export function renderCustomer(customer: Customer): Stripe.Customer {
  const { businessName, individualName } = customer;
  return {
    id: customer.id,
    object: 'customer',
    address: customer.address && renderAddress(customer.address),
    ...(businessName === null ? {} : { business_name: businessName }),
    created: customer.created,
    description: customer.description,
    email: customer.email,
    ...(individualName === null ? {} : { individual_name: individualName }),
    invoice_prefix: customer.invoicePrefix,
    livemode: false,
    metadata: { ...customer.metadata },
    name: customer.name,
    phone: customer.phone,
    preferred_locales: customer.preferredLocales,
    shipping: customer.shipping && renderShipping(customer.shipping),
    ...NOT_IMITATED,
  };
}

/** All that Stripe still says of somebody who was deleted. */
export function renderDeletedCustomer({ id }: Customer): Stripe.DeletedCustomer {
  return { id, object: 'customer', deleted: true };
}

const NOT_IMITATED = {
  balance: 0,
  currency: null,
  customer_account: null,
  default_source: null,
  delinquent: false,
  discount: null,
  invoice_settings: {
    custom_fields: null,
    default_payment_method: null,
    footer: null,
    rendering_options: null,
  },
  next_invoice_sequence: 1,
  tax_exempt: 'none',
  test_clock: null,
} as const satisfies Partial<Stripe.Customer>;
