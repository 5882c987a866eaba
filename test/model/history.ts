import { strict as assert } from 'node:assert';
import {
  isClosedUnpaid,
  hasBeenPaid,
  ORDER_EVENTS,
  nextState,
} from '../../src/orders/domain/order-state.js';
import type { RefundsAndDisputes, Payment } from '../../src/payments/payment.js';
import { type Coverage, OrderLife } from './order-life.js';
import { StripeTruth } from './stripe-truth.js';

const TOTAL = { minor: 2300, currency: 'usd' } as const;

export interface Circumstances {
  /** Its PaymentIntent asks for another amount. */
  isTampered: boolean;
  /** Placed before copies were counted. */
  isOlder: boolean;
}

/** What happened between Stripe and one order, and what the order heard of it, late, twice or never. */
export class History {
  readonly order: OrderLife;
  readonly truth: StripeTruth;
  readonly #answers: Payment[] = [];
  readonly #afterSales: RefundsAndDisputes[] = [];
  readonly #story: string[] = [];
  #wasSettled = false;

  constructor(coverage: Coverage, { isTampered, isOlder }: Circumstances) {
    this.order = new OrderLife(TOTAL, coverage, !isOlder);
    this.truth = new StripeTruth(isTampered ? TOTAL.minor - 1 : TOTAL.minor, TOTAL.currency);
  }

  /** Throws with the whole story where a promise is broken on the way or at the end. */
  live(choices: readonly number[]) {
    try {
      for (const choice of choices) this.#step(choice);
      this.#end();
    } catch (cause) {
      throw new Error(`${this.#story.join(', ')}: ${String(cause)}`, { cause });
    }
  }

  ask() {
    this.#answers.push(this.truth.payment());
  }

  askAfterSale() {
    this.#afterSales.push(this.truth.afterSale());
  }

  /** Any answer so far, however old. */
  hear(which: number) {
    const answer = this.#answers[which % this.#answers.length];
    if (answer) this.order.hear(answer);
  }

  hearAfterSale(which: number) {
    const answer = this.#afterSales[which % this.#afterSales.length];
    if (answer) this.order.hearAfterSale(answer);
  }

  look() {
    this.order.hear(this.truth.payment());
    this.order.hearAfterSale(this.truth.afterSale());
  }

  /** Another order takes its place, or nobody pays it: Stripe cancels first. */
  giveUp(event: 'order_superseded' | 'order_expired') {
    const isCanceled = this.truth.cancel({ isCanceledAsAbandoned: event === 'order_expired' });
    if (isCanceled) this.order.move({ event, reason: null, received: null });
  }

  /** What cannot happen to the order now changes nothing. */
  #refuseTheRest() {
    const { state } = this.order;
    for (const event of ORDER_EVENTS) {
      if (nextState(state, event)) continue;
      this.order.move({ event, reason: 'out of turn', received: null });
      assert.equal(this.order.state, state, `${event} moved an order that was ${state}`);
    }
  }

  #step(choice: number) {
    const [name = '', act] = STEPS[choice % STEPS.length] ?? [];
    this.#story.push(name);
    act?.(this, Math.floor(choice / STEPS.length));
    this.#check();
  }

  /** Once nothing more happens and Stripe is asked again, the two books agree. */
  #end() {
    this.order.hear(this.truth.payment());
    while (this.order.hearAfterSale(this.truth.afterSale())) this.#check();
    this.#refuseTheRest();
    const { order, truth } = this;
    assert.equal(order.balance, truth.balance(), 'the ledger is not what Stripe has');
    assert.equal(order.state, expectedState(truth, order), 'the state is not what Stripe says');
  }

  #check() {
    const { state, ledger, total } = this.order;
    const rows = new Set(ledger.map(({ kind, stripeId }) => `${kind} ${stripeId}`));
    assert.equal(rows.size, ledger.length, 'a movement was written twice');
    assert.ok(!this.#wasSettled || hasBeenPaid(state), 'paid was undone');
    this.#wasSettled = hasBeenPaid(state);
    const payments = ledger.filter(({ kind }) => kind === 'payment');
    assert.equal(
      payments.length,
      hasBeenPaid(state) ? 1 : 0,
      `payments of an order that is ${state}`,
    );
    const isExact = this.truth.amountMinor === total.minor;
    if (state === 'paid') assert.ok(isExact || this.order.isAccepted, 'paid with another amount');
    if (hasBeenPaid(state)) assert.equal(this.truth.charge, 'succeeded', 'nothing came');
  }
}

function expectedState(truth: StripeTruth, order: OrderLife): string {
  const { state, paidAt } = order;
  if (truth.charge === 'succeeded') return stateOfMoney(truth, paidAt !== null);
  if (isClosedUnpaid(state)) {
    assert.ok(truth.wasCanceled, `${state}, and Stripe has never canceled the payment`);
    return state;
  }
  switch (truth.charge) {
    case 'processing':
      return 'processing';
    case 'canceled':
      return truth.isCanceledAsAbandoned ? 'expired' : 'canceled';
    case 'none':
      return unpaidState(truth.payment(), order);
  }
}

function unpaidState({ requiresAction, failure }: Payment, order: OrderLife): string {
  // What was declined before the bank was asked, or told of before, is old news.
  const isOld = requiresAction || order.hasToldOf(failure?.attempt ?? null);
  if (isOld) return order.state === 'declined' ? order.state : 'pending';
  return failure ? 'declined' : 'pending';
}

function stateOfMoney(truth: StripeTruth, wasFoundRight: boolean): string {
  if (truth.isDisputed) return 'disputed';
  if (truth.balance() <= 0) return 'refunded';
  if (!wasFoundRight) return 'needs_review';
  return truth.balance() < truth.amountMinor ? 'partially_refunded' : 'paid';
}

type Step = readonly [name: string, act: (history: History, argument: number) => void];

const STEPS: readonly Step[] = [
  ['succeed', ({ truth }) => truth.succeed()],
  ['decline', ({ truth }) => truth.decline()],
  ['process', ({ truth }) => truth.process()],
  ['ask the bank', ({ truth }) => truth.askBank()],
  ['cancel', ({ truth }) => truth.cancel()],
  ['refund', ({ truth }, share) => truth.refund(share)],
  ['refund the rest', ({ truth }) => truth.refundRest()],
  ['fail a refund', ({ truth }, which) => truth.failRefund(which)],
  ['refund again', ({ truth }, which) => truth.refundAgain(which)],
  ['dispute', ({ truth }) => truth.dispute('open')],
  ['inquire', ({ truth }) => truth.dispute('inquiry')],
  ['drop an inquiry', ({ truth }) => truth.moveDispute('inquiry', 'closed_without_dispute')],
  ['escalate an inquiry', ({ truth }) => truth.moveDispute('inquiry', 'open')],
  ['win', ({ truth }) => truth.moveDispute('open', 'won')],
  ['lose', ({ truth }) => truth.moveDispute('open', 'lost')],
  ['ask', (history) => history.ask()],
  ['ask after the sale', (history) => history.askAfterSale()],
  ['hear', (history, which) => history.hear(which)],
  ['hear after the sale', (history, which) => history.hearAfterSale(which)],
  ['look', (history) => history.look()],
  ['look again', (history) => history.look()],
  ['expire', (history) => history.giveUp('order_expired')],
  ['supersede', (history) => history.giveUp('order_superseded')],
  ['accept', ({ order }) => order.accept()],
  ['revive', ({ truth }) => truth.revive()],
  ['sell out', ({ order }) => (order.isSoldOut = true)],
  ['put copies in', ({ order }) => (order.isSoldOut = false)],
];
