import { describe, expect, it } from '@jest/globals';
import {
  dispute,
  disputeWhoseMoneyIs,
  PAYMENT,
  refund,
  says,
} from '../../../test/support/after-sales.js';
import type { RefundsAndDisputes } from '../../payments/payment.js';
import { balanceOf } from '../domain/ledger.js';
import { nextState, type OrderState } from '../domain/order-state.js';
import { ledgerChangesFor } from './refunds-and-disputes.js';

/** An order that hears what Stripe says, time after time, as the repository has it. */
function sold(first: OrderState = 'paid') {
  let state = first;
  const ledger = [PAYMENT];
  const paidAt = first === 'paid' ? new Date() : null;
  const hear = (refundsAndDisputes: RefundsAndDisputes) => {
    const news = ledgerChangesFor({ state, ledger, paidAt }, refundsAndDisputes);
    ledger.push(...(news?.entries ?? []));
    if (news?.event) state = nextState(state, news.event) ?? state;
    return { state, balance: balanceOf(ledger), isNews: news !== null };
  };
  return { hear, ledger };
}

describe(ledgerChangesFor, () => {
  it('follows refunds in parts to the whole, whatever repeats', () => {
    const order = sold();
    const [first, second, third] = [refund('re_1', 500), refund('re_2', 800), refund('re_3', 1000)];

    expect(order.hear(says([]))).toEqual({ state: 'paid', balance: 2300, isNews: false });
    expect(order.hear(says([first]))).toMatchObject({ state: 'partially_refunded', balance: 1800 });
    expect(order.hear(says([first]))).toMatchObject({ isNews: false, balance: 1800 });
    expect(order.hear(says([first, second]))).toMatchObject({ balance: 1000, isNews: true });
    expect(order.hear(says([first, second, third]))).toMatchObject({
      state: 'refunded',
      balance: 0,
    });
    expect(order.hear(says([first, second, third]))).toMatchObject({ isNews: false });
  });

  it('gives back what a refund that failed had taken, once', () => {
    const order = sold();
    order.hear(says([refund('re_1', 2300)]));

    const failed = says([refund('re_1', 2300, 'failed')]);

    expect(order.hear(failed)).toEqual({ state: 'paid', balance: 2300, isNews: true });
    expect(order.hear(failed)).toMatchObject({ isNews: false, balance: 2300 });
    expect(order.ledger.map(({ kind }) => kind)).toEqual(['payment', 'refund', 'refund_failed']);
  });

  it('writes nothing of a refund that had failed before anybody heard of it', () => {
    expect(sold().hear(says([refund('re_1', 500, 'failed')]))).toMatchObject({
      isNews: false,
      state: 'paid',
    });
  });

  it('is not misled by an old answer that comes after a newer one', () => {
    const order = sold();
    order.hear(says([refund('re_1', 500)]));
    order.hear(says([refund('re_1', 500, 'failed')]));

    expect(order.hear(says([refund('re_1', 500)]))).toEqual({
      state: 'paid',
      balance: 2300,
      isNews: false,
    });
  });

  it('lets no answer from before a dispute end it', () => {
    const order = sold();
    order.hear(says([], [dispute('inquiry')]));

    expect(order.hear(says([]))).toEqual({ state: 'disputed', balance: 2300, isNews: false });
    expect(order.hear(says([refund('re_1', 500)]))).toEqual({
      state: 'disputed',
      balance: 1800,
      isNews: true,
    });
  });

  it('lets no answer from before a second dispute end that one, and writes what it knows', () => {
    const order = sold();
    const won = dispute('won', 2000);
    order.hear(says([], [dispute('open', 2000)]));
    order.hear(says([], [won]));
    const second = dispute('open', 1000, 'dp_2');
    order.hear(says([], [won, second]));

    expect(order.hear(says([], [won]))).toEqual({
      state: 'disputed',
      balance: 1300,
      isNews: false,
    });
    expect(order.hear(says([refund('re_1', 500)], [won]))).toEqual({
      state: 'disputed',
      balance: 800,
      isNews: true,
    });
    expect(order.hear(says([refund('re_1', 500)], [won, dispute('won', 1000, 'dp_2')]))).toEqual({
      state: 'partially_refunded',
      balance: 1800,
      isNews: true,
    });
  });

  it('follows a dispute that takes the money, and one that is won', () => {
    const order = sold();

    expect(order.hear(says([], [dispute('open')]))).toMatchObject({
      state: 'disputed',
      balance: 0,
    });
    expect(order.hear(says([], [dispute('won')]))).toMatchObject({ state: 'paid', balance: 2300 });
    expect(order.hear(says([], [dispute('open')]))).toMatchObject({ isNews: false });
  });

  it('stays disputed when the dispute is lost', () => {
    const order = sold();
    order.hear(says([], [dispute('open')]));

    expect(order.hear(says([], [dispute('lost')]))).toMatchObject({
      state: 'disputed',
      balance: 0,
    });
  });

  it('goes by the money, whatever the dispute is called', () => {
    const [prevented, open, slow, beaten] = [sold(), sold(), sold(), sold()];
    const gone = { state: 'disputed', balance: 0 };

    expect(
      prevented.hear(says([], [disputeWhoseMoneyIs('withdrawn', 'closed_without_dispute')])),
    ).toMatchObject(gone);
    expect(open.hear(says([], [disputeWhoseMoneyIs('none', 'open')]))).toMatchObject({
      state: 'disputed',
      balance: 2300,
    });
    expect(open.hear(says([], [dispute('open')]))).toMatchObject(gone);
    slow.hear(says([], [dispute('open')]));
    expect(slow.hear(says([], [disputeWhoseMoneyIs('withdrawn', 'won')]))).toMatchObject(gone);
    expect(slow.hear(says([], [dispute('won')]))).toMatchObject({ state: 'paid', balance: 2300 });
    // What had been refunded wholly, a bank takes no more.
    const refunded = [refund('re_1', 2300)];
    beaten.hear(says(refunded, [disputeWhoseMoneyIs('none', 'open')]));
    expect(beaten.hear(says(refunded, [disputeWhoseMoneyIs('none', 'lost')]))).toMatchObject({
      state: 'refunded',
      balance: 0,
    });
  });

  it('lets no answer from before the money was taken bring it back', () => {
    const order = sold();
    order.hear(says([], [dispute('open')]));

    expect(order.hear(says([], [dispute('inquiry')]))).toEqual({
      state: 'disputed',
      balance: 0,
      isNews: false,
    });
  });

  it('flags an inquiry, which takes nothing, and forgets it when it is dropped', () => {
    const order = sold();

    expect(order.hear(says([], [dispute('inquiry')]))).toMatchObject({
      state: 'disputed',
      balance: 2300,
    });
    expect(order.hear(says([], [dispute('closed_without_dispute')]))).toMatchObject({
      state: 'paid',
      balance: 2300,
    });
  });

  it('knows of a part refund after the dispute about the rest is won', () => {
    const order = sold();
    const part = refund('re_1', 300);
    order.hear(says([part]));
    order.hear(says([part], [dispute('open', 2000)]));

    expect(order.hear(says([part], [dispute('won', 2000)]))).toMatchObject({
      state: 'partially_refunded',
      balance: 2000,
    });
  });

  it.each([
    ['a dispute that was won', says([], [dispute('open')]), says([], [dispute('won')])],
    ['a refund that failed', says([refund('re_1', 2300)]), says([refund('re_1', 2300, 'failed')])],
  ])('brings an order under review back there after %s', (_what, gone, back) => {
    const order = sold('needs_review');
    order.hear(gone);

    expect(order.hear(back)).toMatchObject({ state: 'needs_review', balance: 2300 });
  });

  it('keeps an order under review until all of its money has gone back', () => {
    const order = sold('needs_review');
    const [part, rest] = [refund('re_1', 300), refund('re_2', 2000)];

    expect(order.hear(says([part]))).toMatchObject({ state: 'needs_review', balance: 2000 });
    expect(order.hear(says([part, rest]))).toMatchObject({ state: 'refunded', balance: 0 });
  });
});
