import type { Terms } from '../../model/terms.js';
import type { Params } from '../../wire/params.js';
import { changed } from '../changed.js';
import { readEmail } from '../contact.js';
import { readMetadata } from '../metadata.js';
import { readSuffix } from './statement-descriptor.js';

export const LONGEST_DESCRIPTION = 1000;

export function readTerms(params: Params, current: Omit<Terms, 'shipping'>) {
  return {
    ...readCaptureTerms(params, current),
    description: changed(params.text('description', LONGEST_DESCRIPTION), current.description),
    receiptEmail: changed(readEmail(params, 'receipt_email'), current.receiptEmail),
  };
}

/** The part of them that a capture may bring along. */
export function readCaptureTerms(
  params: Params,
  current: Pick<Terms, 'metadata' | 'statementDescriptorSuffix'>,
) {
  return {
    metadata: readMetadata(params, current.metadata),
    statementDescriptorSuffix: changed(readSuffix(params), current.statementDescriptorSuffix),
  };
}
