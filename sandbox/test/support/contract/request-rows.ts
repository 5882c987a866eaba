// What is wrong with a request before its parameters are looked at: its path, its headers, its form.
import { type ErrorRow, get, INTENTS, post, type Told } from './error-rows.js';

const RESOURCES = [
  'balance_transactions',
  'charges',
  'customers',
  'disputes',
  'events',
  'payment_intents',
  'payment_methods',
  'refunds',
  'webhook_endpoints',
];

const WITHOUT_ID: ErrorRow[] = [
  ...RESOURCES.flatMap((resource): ErrorRow[] => {
    const path = `/v1/${resource}/`;
    return [
      [`a ${resource} without its id`, get(path), withoutId(`GET: ${path}`)],
      [
        `a change of ${resource} without its id`,
        post(path, 'amount=2300&currency=usd'),
        withoutId(`POST: ${path}`),
      ],
    ];
  }),
  [
    'a confirmation without an id',
    post(`${INTENTS}//confirm`),
    withoutId('POST: /v1/payment_intents//confirm'),
  ],
  ['probable: a list below no resource', get('/v1//charges'), withoutId('GET: /v1//charges')],
  ['probable: a doubled slash before it all', get('//v1/charges'), withoutId('GET: //v1/charges')],
  [
    'probable: a name in capitals',
    get('/v1/Charges'),
    { status: 404, code: null, message: /^Unrecognized request URL \(GET: \/v1\/Charges\)\. / },
  ],
];

const NO_VERSION = (version: string): Told => ({
  status: 400,
  message: new RegExp(`^Invalid Stripe API version: ${version.replaceAll('.', '\\.')}`),
});

const VERSIONS: ErrorRow[] = [
  ...['banana', '1999-01-01', '2024-10-28', '2025-21-27', '2026-08-26.clover'].map(
    (version): ErrorRow => [
      `the API version ${version}`,
      get(INTENTS, { 'Stripe-Version': version }),
      NO_VERSION(version),
    ],
  ),
  [
    'a version that does not exist, for what changes something',
    post(INTENTS, 'amount=2300&currency=usd', { 'Stripe-Version': '1999-01-01' }),
    NO_VERSION('1999-01-01'),
  ],
  [
    'a preview of a day without a release',
    get(INTENTS, { 'Stripe-Version': '2026-08-25.preview' }),
    NO_VERSION('2026-08-25.preview'),
  ],
  [
    'a beta that the account does not have',
    get(INTENTS, { 'Stripe-Version': '2026-08-26.dahlia; folio_beta=v1' }),
    {
      status: 400,
      message:
        /^Invalid Stripe API version: 2026-08-26\.dahlia; folio_beta=v1\. You do not have permission to pass this beta header: folio_beta\./,
    },
  ],
  [
    'probable: a webhook endpoint of a version that does not exist',
    post(
      '/v1/webhook_endpoints',
      'url=https://shop.example/hook&enabled_events[]=*&api_version=2026-08-26.clover',
    ),
    { ...NO_VERSION('2026-08-26.clover'), param: 'api_version' },
  ],
];

const OTHER_ACCOUNT: Told = {
  status: 403,
  code: 'account_invalid',
  param: null,
  message:
    /^The provided key '[sr]k_test_\*+\w{4,}' does not have access to account 'acct_nope' \(or that account does not exist\)\. Application access may have been revoked\.$/,
};

const OTHER_ACCOUNTS: ErrorRow[] = [
  [
    'a look into an account that is not ours',
    get(INTENTS, { 'Stripe-Account': 'acct_nope' }),
    OTHER_ACCOUNT,
  ],
  [
    'a payment for an account that is not ours',
    post(INTENTS, 'amount=2300&currency=usd', { 'Stripe-Account': 'acct_nope' }),
    OTHER_ACCOUNT,
  ],
  [
    'probable: the context of an account that is not ours',
    get(INTENTS, { 'Stripe-Context': 'acct_nope' }),
    OTHER_ACCOUNT,
  ],
];

const SPARSE =
  'If passing an array with explicit keys (e.g. foo[0]=a&foo[1]=b) instead of as an array (e.g. foo[]=a&foo[]=b), the keys must be numeric and sequential starting from 0.';

const ARRAYS: ErrorRow[] = [
  [
    'an array that does not begin at 0',
    get(`${INTENTS}?expand[1]=data.customer`),
    {
      status: 400,
      code: null,
      param: 'expand',
      message: `${SPARSE} You passed the keys \`1\`, we expected to have a key with the value \`0\`.`,
    },
  ],
  [
    'probable: an array with a gap',
    get('/v1/events?types[0]=charge.failed&types[2]=charge.succeeded'),
    {
      status: 400,
      code: null,
      param: 'types',
      message: `${SPARSE} You passed the keys \`0\`, \`2\`, we expected to have a key with the value \`1\`.`,
    },
  ],
  [
    'probable: an array with names for keys',
    post(
      '/v1/webhook_endpoints',
      'url=https://shop.example/hook&enabled_events[all]=charge.succeeded',
    ),
    {
      status: 400,
      code: null,
      param: 'enabled_events',
      message: `${SPARSE} You passed the keys \`all\`, we expected to have a key with the value \`0\`.`,
    },
  ],
];

function withoutId(request: string): Told {
  const message = `Unrecognized request URL (${request}). If you are trying to list objects, remove the trailing slash. If you are trying to retrieve an object, make sure you passed a valid (non-empty) identifier in your code. Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`;
  return { status: 404, code: null, param: null, message };
}

export const REQUEST_ERRORS: ErrorRow[] = [
  ...WITHOUT_ID,
  ...VERSIONS,
  ...OTHER_ACCOUNTS,
  ...ARRAYS,
];
