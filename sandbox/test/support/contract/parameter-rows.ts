import type Stripe from 'stripe';
import type { ErrorRow } from './error-rows.js';
import { create, idOf, pay } from './payments.js';

// "Probable": not seen in a recording of Stripe's own, nor in its documentation.

const INTENTS = '/v1/payment_intents';
const ORDER = 'amount=2300&currency=usd';

const EMPTY = (param: string) => ({
  status: 400,
  code: 'parameter_invalid_empty',
  param,
  message: `You passed an empty string for '${param}'. We assume empty values are an attempt to unset a parameter; however '${param}' cannot be unset. You should remove '${param}' from your request or supply a non-empty value.`,
});

const emptyOnCreate = (param: string, isKnown = false): ErrorRow => [
  `${isKnown ? '' : 'probable: '}nothing for ${param} of a new PaymentIntent`,
  ({ send }) => send('POST', INTENTS, { form: `${ORDER}&${param}=` }),
  EMPTY(param),
];

const emptyOnUpdate = (param: string, isKnown = false): ErrorRow => [
  `${isKnown ? '' : 'probable: '}nothing for ${param} of a PaymentIntent`,
  async ({ stripe, send }) => {
    const { id } = await create(stripe);
    return send('POST', `${INTENTS}/${id}`, { form: `${param}=` });
  },
  EMPTY(param),
];

const EMPTIES: ErrorRow[] = [
  [
    'no currency at all',
    ({ send }) => send('POST', INTENTS, { form: 'amount=2300&currency=' }),
    EMPTY('currency'),
  ],
  emptyOnCreate('customer', true),
  emptyOnCreate('payment_method', true),
  emptyOnCreate('shipping', true),
  emptyOnCreate('receipt_email'),
  emptyOnCreate('metadata'),
  emptyOnCreate('confirm'),
  emptyOnCreate('capture_method'),
  emptyOnUpdate('amount', true),
  emptyOnUpdate('currency'),
  emptyOnUpdate('customer', true),
  emptyOnUpdate('payment_method', true),
  [
    'probable: nothing for a cursor',
    ({ send }) => send('GET', `${INTENTS}?starting_after=`),
    EMPTY('starting_after'),
  ],
  ['probable: nothing for limit', ({ send }) => send('GET', `${INTENTS}?limit=`), EMPTY('limit')],
  [
    'probable: nothing for the charge of a refund',
    ({ send }) => send('POST', '/v1/refunds', { form: 'charge=' }),
    EMPTY('charge'),
  ],
];

const NOT_FOR_CARDS = {
  status: 400,
  message:
    'The statement_descriptor parameter is not supported for the payment_method_type `card`. To continue supporting payment_method_type `card`, please pass in `statement_descriptor_suffix` or remove the `statement_descriptor` parameter altogether.',
};

const suffixed =
  (statement_descriptor_suffix: string) =>
  ({ stripe }: { stripe: Stripe }) =>
    create(stripe, { statement_descriptor_suffix });

const STATEMENTS: ErrorRow[] = [
  [
    'a statement descriptor where a card can pay',
    ({ stripe }) => create(stripe, { statement_descriptor: 'FOLIO BOOKS' }),
    NOT_FOR_CARDS,
  ],
  [
    'probable: a statement descriptor that is written on a PaymentIntent later',
    async ({ stripe }) => {
      const { id } = await create(stripe);
      return stripe.paymentIntents.update(id, { statement_descriptor: 'FOLIO BOOKS' });
    },
    NOT_FOR_CARDS,
  ],
  [
    'probable: a statement descriptor that comes with a capture',
    async ({ stripe }) => {
      const { id } = await pay(stripe, 'pm_card_visa', { capture_method: 'manual' });
      return stripe.paymentIntents.capture(id, { statement_descriptor: 'FOLIO BOOKS' });
    },
    NOT_FOR_CARDS,
  ],
  ...['<', '>', '\\', "'", '"', '*'].map((character): ErrorRow => [
    `probable: ${character} in the suffix of a statement descriptor`,
    suffixed(`BOOK ${character} 1`),
    {
      status: 400,
      param: 'statement_descriptor_suffix',
      message: `The statement descriptor cannot include ${character}`,
    },
  ]),
  [
    'probable: a suffix of a statement descriptor without a letter',
    suffixed('1984'),
    {
      status: 400,
      param: 'statement_descriptor_suffix',
      message: 'The statement descriptor must contain at least one Latin character.',
    },
  ],
  [
    'probable: a suffix of a statement descriptor of 23 characters',
    suffixed('A BOOK WITH A LONG NAME'),
    {
      status: 400,
      param: 'statement_descriptor_suffix',
      message:
        'The statement descriptor must be at most 22 characters. A BOOK WITH A LONG NAME is 23 characters long.',
    },
  ],
];

const DESCRIPTIONS: ErrorRow[] = [
  [
    'a description of 1001 characters',
    ({ stripe }) => create(stripe, { description: 'x'.repeat(1001) }),
    {
      status: 400,
      param: 'description',
      message: 'Invalid string: xxxx...xxxx; must be at most 1000 characters',
    },
  ],
];

const WHOLE_KRONA = {
  status: 400,
  code: 'invalid_charge_amount_no_decimal_compatible',
  message:
    'Invalid amount. Currency ISK has become effectively zero-decimal and charged amounts must be evenly divisible by 100. See https://stripe.com/docs/currencies#special-cases for more information.',
};

const krona = { amount: 200_000, currency: 'isk' };

const FRACTIONS: ErrorRow[] = [
  ['half a króna', ({ stripe }) => create(stripe, { ...krona, amount: 200_050 }), WHOLE_KRONA],
  [
    'half a króna more',
    async ({ stripe }) => {
      const { id } = await create(stripe, krona);
      return stripe.paymentIntents.update(id, { amount: 200_050 });
    },
    WHOLE_KRONA,
  ],
  [
    'probable: capturing half a króna',
    async ({ stripe }) => {
      const { id } = await pay(stripe, 'pm_card_visa', { ...krona, capture_method: 'manual' });
      return stripe.paymentIntents.capture(id, { amount_to_capture: 150_050 });
    },
    WHOLE_KRONA,
  ],
  [
    'refunding half a króna',
    async ({ stripe }) => {
      const { latest_charge } = await pay(stripe, 'pm_card_visa', krona);
      return stripe.refunds.create({ charge: idOf(latest_charge), amount: 100_050 });
    },
    WHOLE_KRONA,
  ],
  [
    'half a Ugandan shilling',
    ({ stripe }) => create(stripe, { amount: 500_050, currency: 'ugx' }),
    {
      status: 400,
      message:
        /^Invalid amount\. Currency UGX has become effectively zero-decimal and charged amounts must be evenly divisible by 100\./,
    },
  ],
  [
    'the third decimal of a Kuwaiti dinar',
    ({ stripe }) => create(stripe, { amount: 5124, currency: 'kwd' }),
    { status: 400 },
  ],
];

const OTHERS: ErrorRow[] = [
  [
    'two ways to choose the types of payment method',
    ({ send }) =>
      send('POST', INTENTS, {
        form: `${ORDER}&allowed_payment_method_types[]=card&automatic_payment_methods[enabled]=true`,
      }),
    { status: 400, message: /^You may only specify one of these parameters: / },
  ],
  [
    'more on an authorization that nobody said may grow',
    async ({ stripe }) => {
      const { id } = await pay(stripe, 'pm_card_visa', { capture_method: 'manual' });
      return stripe.paymentIntents.incrementAuthorization(id, { amount: 3000 });
    },
    {
      status: 400,
      code: null,
      message:
        'This PaymentIntent is not eligible for incremental authorization because you did not request support using `request_incremental_authorization` when you created or confirmed it.',
    },
  ],
];

export const PARAMETER_ERRORS: ErrorRow[] = [
  ...EMPTIES,
  ...STATEMENTS,
  ...DESCRIPTIONS,
  ...FRACTIONS,
  ...OTHERS,
];
