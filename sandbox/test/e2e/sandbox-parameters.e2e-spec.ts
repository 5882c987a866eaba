import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ENDPOINTS } from '../../src/http-app.js';
import { KnownParameters, type Setting } from '../support/known-parameters.js';
import { oneOfEach } from '../support/one-of-each.js';
import { root } from '../support/paths.js';
import { type RunningSandbox, startSandbox } from '../support/running-sandbox.js';
import { PUBLISHABLE_KEY } from '../support/sdk.js';
import { OPERATIONS } from '../support/stripe-types/operations.js';

let sandbox: RunningSandbox;
let ids: Partial<Record<string, string>>;
let readme: string;

beforeAll(async () => {
  sandbox = await startSandbox();
  ids = await oneOfEach(sandbox.stripe);
  readme = await readFile(path.join(root, 'README.md'), 'utf8');
});

afterAll(() => sandbox.close());

const within = {
  payment_method_data: 'payment_method_data[type]=card&payment_method_data[card][token]=tok_visa',
  shipping: 'shipping[name]=Ada&shipping[address][line1]=1 High Street',
  automatic_payment_methods: 'automatic_payment_methods[enabled]=true',
};

/** What a request cannot do without. */
const NEEDED: Record<string, Pick<Setting, 'form' | 'key'>> = {
  'POST /v1/payment_intents': { form: 'amount=2300&currency=usd' },
  'POST /v1/payment_intents/:id/increment_authorization': { form: 'amount=2400' },
  // From a browser, which alone may send numbers.
  'POST /v1/payment_methods': {
    form: 'type=card&card[number]=4242424242424242&card[exp_month]=12&card[exp_year]=2034',
    key: PUBLISHABLE_KEY,
  },
  'POST /v1/webhook_endpoints': { form: 'url=http://127.0.0.1:9/&enabled_events[]=*' },
};

function settingOf(request: string): Setting {
  const [, resource = ''] = /^\w+ \/v1\/(\w+)/.exec(request) ?? [];
  const setting = { id: ids[resource] ?? '', within, ...NEEDED[request] };
  if (request !== 'POST /v1/refunds') return setting;
  return { ...setting, form: `charge=${ids['charges'] ?? ''}` };
}

/** What only Stripe.js, the Stripe CLI and the sandbox's own pages ask for. */
const NOT_ASKED_ABOUT = [
  'POST /v1/payment_intents/:id/source_cancel',
  'POST /v1/payment_intents/:id/authenticate',
  'POST /v1/events/:id/retry',
];

describe('the parameters in the types of the SDK', () => {
  it('are known of every route', () => {
    const routes = ENDPOINTS.map((endpoint) => `${endpoint.method.toUpperCase()} ${endpoint.path}`);
    const requests = OPERATIONS.map(([request]) => request);

    expect(routes.filter((route) => !requests.includes(route))).toEqual(NOT_ASKED_ABOUT);
  });

  it.each(OPERATIONS)('are taken, or refused as not imitated, by %s', async (request) => {
    const findings = await new KnownParameters(sandbox.url, request, settingOf(request)).check();

    const { hidden, emptied, notImitated, unknown } = findings;
    const unnamed = notImitated.filter((name) => !readme.includes(`\`${name}\``));
    expect({ hidden, emptied, unknown, unnamed }).toEqual({
      hidden: [],
      emptied: [],
      unknown: [],
      unnamed: [],
    });
  });

  it('are told apart from others', async () => {
    const made = new KnownParameters(
      sandbox.url,
      'POST /v1/refunds',
      settingOf('POST /v1/refunds'),
    );

    expect(await made.ask('', 'colour=red')).toMatchObject({
      code: 'parameter_unknown',
      param: 'colour',
    });
  });
});
