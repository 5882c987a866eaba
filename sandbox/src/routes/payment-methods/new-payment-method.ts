import { createHash } from 'node:crypto';
import type { Call } from '../../api/endpoint.js';
import type { CheckedCard } from '../../model/card-check.js';
import {
  ALLOW_REDISPLAY,
  NO_METHOD_TERMS,
  type PaymentMethod,
  paymentMethodOf,
  type PaymentMethodTerms,
} from '../../model/payment-method.js';
import { OTHER_TYPES } from '../../model/payment-method-types.js';
import type { TestCard } from '../../model/test-cards.js';
import type { Params } from '../../wire/params.js';
import { randomId } from '../../wire/random-id.js';
import { notImitated } from '../../wire/stripe-error.js';
import { readBillingDetails } from '../contact.js';
import { readMetadata } from '../metadata.js';
import { cardOf, readCard } from './card.js';

/** Of a token such as `pm_card_visa`; each time it is named, another one. */
export function methodOfTestCard(call: Call, testCard: TestCard): PaymentMethod {
  return keep(call, cardOf(testCard, call.now), NO_METHOD_TERMS);
}

/** As a request describes it, in `payment_method_data` or by itself. */
export function describedMethod(call: Call, described: Params): PaymentMethod {
  described.refuseNotImitated(['radar_options']);
  described.refuseEmpty(['metadata']);
  const type = described.oneOf('type', ['card', ...OTHER_TYPES]) ?? described.requiredText('type');
  if (type !== 'card') throw notImitated(`payments by ${type}`, described.nameOf('type'));
  refuseOtherTypes(described);
  const terms = readMethodTerms(described, NO_METHOD_TERMS);
  const card = described.hash('card');
  if (card) return keep(call, readCard(call, card), terms);
  throw described.missing('card');
}

/** What describes a bank account, say, is no part of a card. */
export function refuseOtherTypes(described: Params): void {
  const other = OTHER_TYPES.find((type) => described.has(type));
  if (other !== undefined) throw notImitated(`payments by ${other}`, described.nameOf(other));
}

export function readMethodTerms(params: Params, current: PaymentMethodTerms): PaymentMethodTerms {
  const details = params.hash('billing_details');
  return {
    allowRedisplay: params.oneOf('allow_redisplay', ALLOW_REDISPLAY) ?? current.allowRedisplay,
    billingDetails: details
      ? readBillingDetails(details, current.billingDetails)
      : current.billingDetails,
    metadata: readMetadata(params, current.metadata),
  };
}

function keep(call: Call, card: CheckedCard, terms: PaymentMethodTerms): PaymentMethod {
  const identity = {
    id: randomId('pm'),
    created: call.now,
    fingerprint: fingerprintOf(card.testCard.number, call.account),
  };
  return call.store.paymentMethods.save(paymentMethodOf(card, terms, identity));
}

/** The same card has the same fingerprint within an account, and another in another account. */
function fingerprintOf(number: string, account: string): string {
  return createHash('sha256').update(`${account} ${number}`).digest('hex').slice(0, 16);
}
