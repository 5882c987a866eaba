import { expect, it } from '@jest/globals';
import Stripe from 'stripe';
import {
  ASKING,
  DECLINING,
  type DeclineRow,
  PAYING,
  UNASKABLE,
} from '../../support/contract/card-rows.js';
import { answerChallenge } from '../../support/contract/challenge.js';
import { type Contract, describeContract } from '../../support/contract/contract.js';
import { create, eventsBecome, pay, return_url } from '../../support/contract/payments.js';
import { confirmInBrowser, refusalOf } from '../../support/sdk.js';

interface Refusal {
  type: string;
  code: string;
  charge?: string;
  payment_intent: Stripe.PaymentIntent;
}

/** How the card gets to Stripe: its token from a server, or its number from a browser. */
interface Way {
  how: string;
  confirm: (contract: Contract, id: string) => Promise<Stripe.PaymentIntent | Refusal>;
  isNumber: boolean;
}

const byToken = (token: string): Way => ({
  how: token,
  isNumber: false,
  confirm: ({ stripe }, id) =>
    stripe().paymentIntents.confirm(id, { payment_method: token, return_url }).catch(rawOf),
});

/** What Stripe wrote under `error`. */
function rawOf(error: unknown): Refusal {
  if (error instanceof Stripe.errors.StripeError) return error.raw as Refusal;
  throw error;
}

const byNumber = (number: string): Way => ({
  how: number,
  isNumber: true,
  confirm: async ({ party, stripe }, id) => {
    const intent = await stripe().paymentIntents.retrieve(id);
    const answer = await confirmInBrowser(party().url, intent, cardOf(number));
    const body = (await answer.json()) as Stripe.PaymentIntent & { error?: Refusal };
    expect(answer.status).toBe(body.error ? 402 : 200);
    return body.error ?? body;
  },
});

const cardOf = (number: string) => ({ number, cvc: number.length === 15 ? '1234' : '123' });

const waysOf = ([number, ...tokens]: string[]): Way[] => [
  byNumber(String(number)),
  ...tokens.map(byToken),
];

function expectDecline(refusal: Stripe.PaymentIntent | Refusal, row: DeclineRow) {
  const told = { ...row, type: 'card_error' };
  expect(refusal).toMatchObject({
    ...told,
    doc_url: `https://stripe.com/docs/error-codes/${row.code.replaceAll('_', '-')}`,
    payment_intent: {
      status: 'requires_payment_method',
      payment_method: null,
      last_payment_error: { ...told, payment_method: { object: 'payment_method' } },
    },
    payment_method: { object: 'payment_method', card: { last4: expect.stringMatching(/^\d{4}$/) } },
  });
  expect(refusal).toHaveProperty('charge', expect.stringMatching(/^ch_/));
  if (row.param === undefined) expect(refusal).not.toHaveProperty('param');
}

const DECLINE_EVENTS = ['charge.failed', 'payment_intent.payment_failed'];
const PAID_EVENTS = ['charge.succeeded', 'payment_intent.succeeded'];

describeContract('cards', (contract) => {
  const { stripe, isSandbox } = contract;
  const where = ({ isNumber }: Way) => (isNumber ? contract.sandboxOnly : it);
  const eventsOf = (id: string, types: string[]) =>
    eventsBecome(stripe(), id, { types: ['payment_intent.created', ...types], inOrder: isSandbox });

  for (const way of PAYING.flatMap(waysOf)) {
    where(way)(`${way.how} pays`, async () => {
      const { id } = await create(stripe());

      expect(await way.confirm(contract, id)).toMatchObject({ id, status: 'succeeded' });

      const paid = await stripe().paymentIntents.retrieve(id, { expand: ['latest_charge'] });
      expect(paid).toMatchObject({
        amount_received: 2300,
        latest_charge: { paid: true, captured: true, status: 'succeeded', amount_captured: 2300 },
        next_action: null,
      });
      await eventsOf(id, PAID_EVENTS);
    });
  }

  for (const [row, ...card] of [...DECLINING, UNASKABLE]) {
    for (const way of waysOf(card)) {
      where(way)(`${way.how} is declined: ${row.code} / ${row.decline_code}`, async () => {
        const { id } = await create(stripe());

        expectDecline(await way.confirm(contract, id), row);

        const { latest_charge, status } = await stripe().paymentIntents.retrieve(id, {
          expand: ['latest_charge'],
        });
        expect(status).toBe('requires_payment_method');
        expect(latest_charge).toMatchObject({ status: 'failed', paid: false });
        await eventsOf(id, DECLINE_EVENTS);
      });
    }
  }

  for (const [afterwards, ...card] of ASKING) {
    for (const way of waysOf(card)) {
      where(way)(`${way.how} asks the shopper first`, async () => {
        const { id } = await create(stripe());
        const type = way.isNumber ? 'use_stripe_sdk' : 'redirect_to_url';

        const asked = await way.confirm(contract, id);

        expect(asked).toMatchObject({ status: 'requires_action', next_action: { type } });
        await eventsOf(id, ['payment_intent.requires_action']);
      });

      contract.sandboxOnly(
        `${way.how}, once the question is answered, ${afterwards ? 'is declined' : 'pays'}`,
        async () => {
          const { id } = await create(stripe());
          await way.confirm(contract, id);
          const intent = await stripe().paymentIntents.retrieve(id);

          await answerChallenge(contract.party().url, intent, 'passed');

          const answered = await stripe().paymentIntents.retrieve(id);
          expect(answered.status).toBe(afterwards ? 'requires_payment_method' : 'succeeded');
          if (afterwards) expect(answered.last_payment_error).toMatchObject(afterwards);
          await eventsOf(id, [
            'payment_intent.requires_action',
            ...(afterwards ? DECLINE_EVENTS : PAID_EVENTS),
          ]);
        },
      );
    }
  }

  it('a blocked payment never reaches the bank', async () => {
    const { payment_intent } = await refusalOf(pay(stripe(), 'pm_card_radarBlock'));

    const { data } = await stripe().charges.list({ payment_intent: payment_intent?.id ?? '' });

    expect(data).toMatchObject([{ outcome: { type: 'blocked' } }]);
  });

  it('a token stands for a new payment method each time', async () => {
    const [one, two] = [await pay(stripe(), 'pm_card_visa'), await pay(stripe(), 'pm_card_visa')];

    expect(one.payment_method).toMatch(/^pm_/);
    expect(two.payment_method).not.toBe(one.payment_method);
  });

  contract.sandboxOnly('a mistyped number is no card: nothing happens', async () => {
    const intent = await create(stripe());

    const answer = await confirmInBrowser(contract.party().url, intent, {
      number: '4242424242424241',
    });

    expect(answer.status).toBe(402);
    expect(await answer.json()).toMatchObject({
      error: {
        type: 'card_error',
        code: 'incorrect_number',
        message: 'Your card number is incorrect.',
        param: 'number',
      },
    });
    expect(await stripe().paymentIntents.retrieve(intent.id)).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: null,
      latest_charge: null,
    });
    await eventsOf(intent.id, []);
  });
});
