import type { CustomerTerms } from '../../model/customer.js';
import type { Params } from '../../wire/params.js';
import { changed } from '../changed.js';
import { readAddress, readEmail, readShipping } from '../contact.js';
import { readMetadata } from '../metadata.js';

export function readCustomerTerms(params: Params, current: CustomerTerms): CustomerTerms {
  const address = params.emptyableHash('address');
  const shipping = params.emptyableHash('shipping');
  return {
    address: changed(address && readAddress(address, current.address), current.address),
    businessName: changed(params.text('business_name', 150), current.businessName),
    description: changed(params.text('description'), current.description),
    email: changed(readEmail(params, 'email'), current.email),
    individualName: changed(params.text('individual_name', 150), current.individualName),
    metadata: readMetadata(params, current.metadata),
    name: changed(params.text('name', 256), current.name),
    phone: changed(params.text('phone', 20), current.phone),
    preferredLocales: params.texts('preferred_locales') ?? current.preferredLocales,
    shipping: changed(shipping && readShipping(shipping, current.shipping), current.shipping),
  };
}
