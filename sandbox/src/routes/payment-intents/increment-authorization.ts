import type { Answer, Call } from '../../api/endpoint.js';
import { invalidRequest } from '../../wire/stripe-error.js';
import { readMetadata } from '../metadata.js';
import { findIntent } from './find-intent.js';
import { NOT_IMITATED } from './not-imitated.js';
import { refuseDescriptor } from './statement-descriptor.js';
import { LONGEST_DESCRIPTION } from './terms.js';

/** Nobody can have asked for it here: `payment_method_options` are refused. */
export function incrementAuthorization(call: Call): Answer {
  const { params } = call;
  const found = findIntent(call);
  params.refuseNotImitated(NOT_IMITATED.increment);
  params.refuseEmpty(['metadata']);
  params.requiredInteger('amount');
  params.text('description', LONGEST_DESCRIPTION);
  readMetadata(params, found.metadata);
  refuseDescriptor(params);
  params.refuseUnknown();
  throw invalidRequest(NOT_ASKED_FOR);
}

const NOT_ASKED_FOR =
  'This PaymentIntent is not eligible for incremental authorization because you did not request support using `request_incremental_authorization` when you created or confirmed it.';
