import type { Call } from '../../api/endpoint.js';
import { type CardProblem, checkCard, type CheckedCard } from '../../model/card-check.js';
import { type TestCard, testCardByToken } from '../../model/test-cards.js';
import type { Params } from '../../wire/params.js';
import { docUrl, noSuch, StripeError } from '../../wire/stripe-error.js';

/** Of a card that is named by a token: valid until the end of next year. */
export function cardOf(testCard: TestCard, now: number): CheckedCard {
  return { testCard, expMonth: 12, expYear: yearAndMonth(now).year + 1, hasCvc: false };
}

export function readCard(call: Call, card: Params): CheckedCard {
  card.refuseNotImitated(['networks']);
  const token = card.value('token');
  if (token !== undefined) return cardOf(tokenized(card, token), call.now);
  const typed = {
    number: card.requiredText('number'),
    expMonth: card.requiredInteger('exp_month'),
    expYear: card.requiredInteger('exp_year'),
    cvc: card.value('cvc') ?? null,
  };
  if (call.caller === 'secret') throw RAW_CARD;
  const check = checkCard(typed, yearAndMonth(call.now));
  if (check.ok) return check.card;
  throw refuseCard(check.problem);
}

/** `tok_visa` is the card of `pm_card_visa`. */
function tokenized(card: Params, token: string): TestCard {
  const testCard = testCardByToken(token.replace(/^tok_/, 'pm_card_'));
  if (token.startsWith('tok_') && testCard) return testCard;
  throw noSuch('token', token, card.nameOf('token'), 400);
}

// Stripe wants card numbers from its own fields in the browser, never from a merchant's server.
const RAW_CARD = new StripeError(402, {
  message:
    'Sending credit card numbers directly to the Stripe API is generally unsafe. To continue processing use Stripe.js, the Stripe mobile bindings, or Stripe Elements. In tests, name a test card by its token, for example pm_card_visa.',
  type: 'invalid_request_error',
});

export function refuseCard({ code, declineCode, message, param }: CardProblem): StripeError {
  const isTestCard = declineCode !== 'test_mode_live_card';
  const body = {
    code,
    ...(declineCode === null ? {} : { decline_code: declineCode }),
    doc_url: docUrl(code),
    message,
    ...(param === null ? {} : { param }),
    type: 'card_error' as const,
  };
  return new StripeError(402, body, isTestCard);
}

function yearAndMonth(seconds: number) {
  const date = new Date(seconds * 1000);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1 };
}
