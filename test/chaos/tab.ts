import { setTimeout as wait } from 'node:timers/promises';
import Stripe from 'stripe';
import { type Answer, BY_MAIL, COLLECTED, payWith, type Shopper } from '../support/shopper.js';
import type { Desk } from './desk.js';
import type { History, Told } from './history.js';
import { readPage } from './read-page.js';
import type { Step } from './steps.js';

export interface Surroundings {
  stripe: Stripe;
  history: History;
  round: number;
  isUp: () => Promise<void>;
  desk: Desk;
}

type StepOf<K extends Step['does']> = Extract<Step, { does: K }>;
/** Null: there is nothing to do it with. */
type Actions = { [K in Exclude<Step['does'], 'pause'>]: (step: StepOf<K>) => Promise<Told> | null };

/** When nobody answers, or an error page does. */
const PRESSES = 3;
const PRESSES_AGAIN_MS = 100;
const SERVER_ERROR = 500;

/** One tab of a shopper's browser, and what stands in it. */
export class Tab {
  #token: string | null = null;
  #paymentIntentId: string | null = null;
  #mayConfirm = false;

  constructor(
    private readonly who: string,
    private readonly shopper: Shopper,
    private readonly around: Surroundings,
  ) {}

  /** Another tab of the same browser, in which the same stands. */
  duplicate(who: string, shopUrl: string | undefined): Tab {
    const shopper = shopUrl === undefined ? this.shopper : this.shopper.at(shopUrl);
    const tab = new Tab(who, shopper, this.around);
    tab.#token = this.#token;
    tab.#paymentIntentId = this.#paymentIntentId;
    tab.#mayConfirm = this.#mayConfirm;
    return tab;
  }

  async perform(steps: readonly Step[]): Promise<void> {
    for (const step of steps) {
      if (step.does === 'pause') await wait(step.ms);
      else await this.#insist(step);
    }
  }

  async #insist(step: Exclude<Step, { does: 'pause' }>): Promise<void> {
    for (let press = 1; press <= PRESSES; press += 1) {
      const told = await this.#once(step);
      if (!told || hasAnswer(told)) return;
      await wait(PRESSES_AGAIN_MS);
      await this.around.isUp();
    }
  }

  async #once(step: Exclude<Step, { does: 'pause' }>): Promise<Told | null> {
    // The table holds for each step the action that takes it; TypeScript cannot follow that far.
    const act = this.#actions[step.does] as (step: Step) => Promise<Told> | null;
    const { does, ...details } = step;
    if (!this.#canBegin(does)) return null;
    const asked = { round: this.around.round, who: this.who, does, with: { ...details } };
    return this.around.history.record(asked, () => act(step) ?? Promise.resolve(NOTHING));
  }

  #canBegin(does: Step['does']): boolean {
    if (does === 'confirm') return this.#mayConfirm && this.#paymentIntentId !== null;
    if (does === 'refund' || does === 'change-payment') return this.#paymentIntentId !== null;
    const needsOrder = ['look', 'contact', 'come-back', 'order-page', 'refund-here'].includes(does);
    return !needsOrder || this.#token !== null;
  }

  readonly #actions: Actions = {
    add: ({ slug, quantity }) =>
      this.#visit(() => this.shopper.post('/cart/items', { slug, quantity: String(quantity) })),
    set: async ({ slug, quantity }) => {
      const fields = { quantity: String(quantity) };
      const told = await this.#visit(() => this.shopper.post(`/cart/items/${slug}`, fields));
      return { ...told, cartId: this.shopper.sessionId };
    },
    'check-out': () => this.#begin({}),
    'buy-now': ({ slug }) => this.#begin({ slug }),
    look: async () => {
      const told = await this.#visit(() => this.shopper.get(`/checkout/${this.#token ?? ''}`));
      this.#paymentIntentId = told.paymentIntentId ?? this.#paymentIntentId;
      return told;
    },
    contact: async ({ email }) => {
      const told = await this.#visit(() =>
        this.shopper.postJson(`/checkout/${this.#token ?? ''}/contact`, { email }),
      );
      this.#mayConfirm = told.outcome === 'ok';
      return told;
    },
    confirm: ({ card }) =>
      this.#ask((paymentIntentId) => payWith(this.around.stripe, paymentIntentId, card)),
    'change-payment': ({ to }) =>
      this.#ask(async (paymentIntentId) => {
        const { paymentIntents } = this.around.stripe;
        const { amount } = await paymentIntents.retrieve(paymentIntentId);
        const change = to === 'another amount' ? { amount: amount - 100 } : { currency: 'nok' };
        await paymentIntents.update(paymentIntentId, change);
      }),
    'come-back': () => {
      const query = `payment_intent=${this.#paymentIntentId ?? ''}`;
      return this.#visit(() => this.shopper.get(`/checkout/${this.#token ?? ''}/return?${query}`));
    },
    'order-page': () => this.#visit(() => this.shopper.get(`/orders/${this.#token ?? ''}`)),
    'refund-here': ({ amount }) => this.around.desk.refund(this.#token ?? '', amount),
    refund: ({ part }) =>
      this.#ask(async (payment_intent) => {
        const { amount } = await this.around.stripe.paymentIntents.retrieve(payment_intent);
        const half = { amount: Math.ceil(amount / 2) };
        await this.around.stripe.refunds.create({ payment_intent, ...(part === 'half' && half) });
      }),
  };

  async #begin(fields: Record<string, string>): Promise<Told> {
    const told = await this.#visit(() =>
      this.shopper.checkOut(fields, 'slug' in fields ? COLLECTED : BY_MAIL),
    );
    if (told.token) {
      this.#token = told.token;
      this.#paymentIntentId = null;
      this.#mayConfirm = false;
    }
    return told;
  }

  async #visit(request: () => Promise<Answer>): Promise<Told> {
    const token = this.#token;
    try {
      return { token, ...readPage(await request()) };
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : null;
      const isRefused = cause !== null && 'code' in cause && cause.code === 'ECONNREFUSED';
      return { token, outcome: isRefused ? 'fail' : 'unknown', error: String(cause ?? error) };
    }
  }

  /** Past the shop: what Stripe is asked by the shopper's browser, or by the shop's people. */
  async #ask(work: (paymentIntentId: string) => Promise<unknown>): Promise<Told> {
    const paymentIntentId = this.#paymentIntentId ?? '';
    const about = { token: this.#token, paymentIntentId };
    try {
      await work(paymentIntentId);
      return { ...about, outcome: 'ok', status: 200 };
    } catch (error) {
      if (!(error instanceof Stripe.errors.StripeError)) throw error;
      const status = error.statusCode ?? 0;
      return { ...about, outcome: status ? 'fail' : 'unknown', status, error: error.code ?? '' };
    }
  }
}

function hasAnswer({ status = 0 }: Told): boolean {
  return status > 0 && status < SERVER_ERROR;
}

const NOTHING: Told = { outcome: 'fail' };
