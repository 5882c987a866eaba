import type { Terms } from '../../model/terms.js';
import type { Params } from '../../wire/params.js';
import { changed } from '../changed.js';
import { readEmail, readShipping } from '../contact.js';
import { readMetadata } from '../metadata.js';

const LONGEST_STATEMENT = 22;

export function readTerms(params: Params, current: Terms): Terms {
  return {
    ...readContactTerms(params, current),
    ...readCaptureTerms(params, current),
    description: changed(params.text('description'), current.description),
  };
}

/** The part of them that a capture may bring along. */
export function readCaptureTerms(params: Params, current: Terms) {
  const { statementDescriptor, statementDescriptorSuffix } = current;
  const statement = (name: string) => params.text(name, LONGEST_STATEMENT);
  return {
    metadata: readMetadata(params, current.metadata),
    statementDescriptor: changed(statement('statement_descriptor'), statementDescriptor),
    statementDescriptorSuffix: changed(
      statement('statement_descriptor_suffix'),
      statementDescriptorSuffix,
    ),
  };
}

/** The part of them that a confirmation may bring along. */
export function readContactTerms(params: Params, current: Terms) {
  const shipping = params.hash('shipping');
  return {
    receiptEmail: changed(readEmail(params, 'receipt_email'), current.receiptEmail),
    shipping: changed(shipping && readShipping(shipping, current.shipping), current.shipping),
  };
}
