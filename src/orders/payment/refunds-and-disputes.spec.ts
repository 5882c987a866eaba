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

/** An order whose changes are applied one after the other, as the repository does. */
function paidOrder(first: OrderState = 'paid') {
  let state = first;
  const ledger = [PAYMENT];
  const paidAt = first === 'paid' ? new Date() : null;
  const sync = (refundsAndDisputes: RefundsAndDisputes) => {
    const changes = ledgerChangesFor({ state, ledger, paidAt }, refundsAndDisputes);
    ledger.push(...(changes?.entries ?? []));
    if (changes?.event) state = nextState(state, changes.event) ?? state;
    return { state, balance: balanceOf(ledger), isNew: changes !== null };
  };
  return { sync, ledger };
}

describe(ledgerChangesFor, () => {
  it('follows refunds in parts to the whole, whatever repeats', () => {
    const order = paidOrder();
    const [first, second, third] = [refund('re_1', 500), refund('re_2', 800), refund('re_3', 1000)];

    expect(order.sync(says([]))).toEqual({ state: 'paid', balance: 2300, isNew: false });
    expect(order.sync(says([first]))).toMatchObject({ state: 'partially_refunded', balance: 1800 });
    expect(order.sync(says([first]))).toMatchObject({ isNew: false, balance: 1800 });
    expect(order.sync(says([first, second]))).toMatchObject({ balance: 1000, isNew: true });
    expect(order.sync(says([first, second, third]))).toMatchObject({
      state: 'refunded',
      balance: 0,
    });
    expect(order.sync(says([first, second, third]))).toMatchObject({ isNew: false });
  });

  it('gives back what a refund that failed had taken, once', () => {
    const order = paidOrder();
    order.sync(says([refund('re_1', 2300)]));

    const failed = says([refund('re_1', 2300, 'failed')]);

    expect(order.sync(failed)).toEqual({ state: 'paid', balance: 2300, isNew: true });
    expect(order.sync(failed)).toMatchObject({ isNew: false, balance: 2300 });
    expect(order.ledger.map(({ kind }) => kind)).toEqual(['payment', 'refund', 'refund_failed']);
  });

  it('writes nothing of a refund that had failed before anybody heard of it', () => {
    expect(paidOrder().sync(says([refund('re_1', 500, 'failed')]))).toMatchObject({
      isNew: false,
      state: 'paid',
    });
  });

  it('is not misled by an old answer that comes after a newer one', () => {
    const order = paidOrder();
    order.sync(says([refund('re_1', 500)]));
    order.sync(says([refund('re_1', 500, 'failed')]));

    expect(order.sync(says([refund('re_1', 500)]))).toEqual({
      state: 'paid',
      balance: 2300,
      isNew: false,
    });
  });

  it('lets no answer from before a dispute end it', () => {
    const order = paidOrder();
    order.sync(says([], [dispute('inquiry')]));

    expect(order.sync(says([]))).toEqual({ state: 'disputed', balance: 2300, isNew: false });
    expect(order.sync(says([refund('re_1', 500)]))).toEqual({
      state: 'disputed',
      balance: 1800,
      isNew: true,
    });
  });

  it('lets no answer from before a second dispute end that one, and writes what it knows', () => {
    const order = paidOrder();
    const won = dispute('won', 2000);
    order.sync(says([], [dispute('open', 2000)]));
    order.sync(says([], [won]));
    const second = dispute('open', 1000, 'dp_2');
    order.sync(says([], [won, second]));

    expect(order.sync(says([], [won]))).toEqual({
      state: 'disputed',
      balance: 1300,
      isNew: false,
    });
    expect(order.sync(says([refund('re_1', 500)], [won]))).toEqual({
      state: 'disputed',
      balance: 800,
      isNew: true,
    });
    expect(order.sync(says([refund('re_1', 500)], [won, dispute('won', 1000, 'dp_2')]))).toEqual({
      state: 'partially_refunded',
      balance: 1800,
      isNew: true,
    });
  });

  it('follows a dispute that takes the money, and one that is won', () => {
    const order = paidOrder();

    expect(order.sync(says([], [dispute('open')]))).toMatchObject({
      state: 'disputed',
      balance: 0,
    });
    expect(order.sync(says([], [dispute('won')]))).toMatchObject({ state: 'paid', balance: 2300 });
    expect(order.sync(says([], [dispute('open')]))).toMatchObject({ isNew: false });
  });

  it('stays disputed when the dispute is lost', () => {
    const order = paidOrder();
    order.sync(says([], [dispute('open')]));

    expect(order.sync(says([], [dispute('lost')]))).toMatchObject({
      state: 'disputed',
      balance: 0,
    });
  });

  it('goes by the money, whatever the dispute is called', () => {
    const [prevented, open, slow, beaten] = [paidOrder(), paidOrder(), paidOrder(), paidOrder()];
    const gone = { state: 'disputed', balance: 0 };

    expect(
      prevented.sync(says([], [disputeWhoseMoneyIs('withdrawn', 'closed_without_dispute')])),
    ).toMatchObject(gone);
    expect(open.sync(says([], [disputeWhoseMoneyIs('none', 'open')]))).toMatchObject({
      state: 'disputed',
      balance: 2300,
    });
    expect(open.sync(says([], [dispute('open')]))).toMatchObject(gone);
    slow.sync(says([], [dispute('open')]));
    expect(slow.sync(says([], [disputeWhoseMoneyIs('withdrawn', 'won')]))).toMatchObject(gone);
    expect(slow.sync(says([], [dispute('won')]))).toMatchObject({ state: 'paid', balance: 2300 });
    // A bank withdraws nothing of a payment that was refunded in full.
    const refunded = [refund('re_1', 2300)];
    beaten.sync(says(refunded, [disputeWhoseMoneyIs('none', 'open')]));
    expect(beaten.sync(says(refunded, [disputeWhoseMoneyIs('none', 'lost')]))).toMatchObject({
      state: 'refunded',
      balance: 0,
    });
  });

  it('lets no answer from before the money was taken bring it back', () => {
    const order = paidOrder();
    order.sync(says([], [dispute('open')]));

    expect(order.sync(says([], [dispute('inquiry')]))).toEqual({
      state: 'disputed',
      balance: 0,
      isNew: false,
    });
  });

  it('flags an inquiry, which takes nothing, and forgets it when it is dropped', () => {
    const order = paidOrder();

    expect(order.sync(says([], [dispute('inquiry')]))).toMatchObject({
      state: 'disputed',
      balance: 2300,
    });
    expect(order.sync(says([], [dispute('closed_without_dispute')]))).toMatchObject({
      state: 'paid',
      balance: 2300,
    });
  });

  it('knows of a part refund after the dispute about the rest is won', () => {
    const order = paidOrder();
    const part = refund('re_1', 300);
    order.sync(says([part]));
    order.sync(says([part], [dispute('open', 2000)]));

    expect(order.sync(says([part], [dispute('won', 2000)]))).toMatchObject({
      state: 'partially_refunded',
      balance: 2000,
    });
  });

  it.each([
    ['a dispute that was won', says([], [dispute('open')]), says([], [dispute('won')])],
    ['a refund that failed', says([refund('re_1', 2300)]), says([refund('re_1', 2300, 'failed')])],
  ])('brings an order under review back there after %s', (_what, gone, back) => {
    const order = paidOrder('needs_review');
    order.sync(gone);

    expect(order.sync(back)).toMatchObject({ state: 'needs_review', balance: 2300 });
  });

  it('keeps an order under review until all of its money has gone back', () => {
    const order = paidOrder('needs_review');
    const [part, rest] = [refund('re_1', 300), refund('re_2', 2000)];

    expect(order.sync(says([part]))).toMatchObject({ state: 'needs_review', balance: 2000 });
    expect(order.sync(says([part, rest]))).toMatchObject({ state: 'refunded', balance: 0 });
  });
});
