import { setTimeout as wait } from 'node:timers/promises';
import type Stripe from 'stripe';
import { aBook, type BookRow } from '../books.js';
import { onDatabase } from '../database.js';
import { recordsOf } from '../records.js';
import { payWith, Shopper } from '../shopper.js';
import { deliver, sign } from '../signed-event.js';
import type { World } from '../world.js';

const PRICES = [2300, 2500, 1900];
const GOOD_CARDS = ['pm_card_visa', 'pm_card_createDispute', 'pm_card_refundFail'];
const BAD_CARDS = ['pm_card_visa_chargeDeclined', 'pm_card_visa_chargeDeclinedInsufficientFunds'];

type Act = (story: ShoppingStory, choice: number) => Promise<unknown>;

/** Whatever is out of turn is refused by the shop or by Stripe, and has to change nothing. */
const STEPS: readonly Act[] = [
  (story) => story.checkOut(),
  (story) => story.reprice(),
  (story) => story.look(),
  (story) => story.look(),
  (story) => story.back(),
  (story) => story.contact(),
  (story, choice) => story.pay(GOOD_CARDS[choice % GOOD_CARDS.length]),
  (story, choice) => story.pay(BAD_CARDS[choice % BAD_CARDS.length]),
  (story, choice) => story.refund({ amount: 100 + (choice % 900) }),
  (story) => story.refund({}),
  (story) => story.cancelAtStripe(),
  (story, choice) => story.repeatAnEvent(choice),
];

/** One shopper, one book and its orders; what is done to them, over HTTP. */
export class ShoppingStory {
  readonly tokens = new Set<string>();
  readonly #shopper: Shopper;
  readonly #book: BookRow;
  #token = '';
  #price = 0;

  constructor(
    private readonly world: World,
    name: string,
  ) {
    this.#shopper = new Shopper(world.shopUrl);
    this.#book = aBook(world.databasePath, { slug: name, title: name });
  }

  async live(choices: readonly number[]): Promise<void> {
    await this.#begin();
    for (const choice of choices) {
      const act = STEPS[choice % STEPS.length];
      await act?.(this, Math.floor(choice / STEPS.length));
    }
  }

  /** On a busy machine Stripe can be late, and who is told so tries again. */
  async #begin() {
    while (await this.checkOut()) await wait(100);
  }

  /** Resolves to whether the shop asks to try again. */
  async checkOut(): Promise<boolean> {
    const { status, location, text } = await this.#shopper.checkOut({
      slug: this.#book.slug,
    });
    if (status === 503) return true;
    const token = location?.split('/').at(-1);
    if (status !== 303 || !token) throw new Error(`Checkout answered ${status}: ${text}`);
    this.#token = token;
    this.tokens.add(token);
    return false;
  }

  reprice() {
    this.#price = (this.#price + 1) % PRICES.length;
    onDatabase(this.world.databasePath, (database) =>
      database
        .prepare('UPDATE Book SET unitPriceMinor = ? WHERE slug = ?')
        .run(PRICES[this.#price], this.#book.slug),
    );
    return Promise.resolve();
  }

  look = () => this.#shopper.get(`/orders/${this.#token}`);
  contact = () => this.#shopper.postJson(`/checkout/${this.#token}/contact`, { email: 'a@b.example' }); // prettier-ignore
  back = (token = this.#token) =>
    this.#shopper.get(`/checkout/${token}/return?payment_intent=${this.#intentOf(token)}`);

  pay = (card = '') => refusable(payWith(this.world.stripe, this.#intentOf(this.#token), card));
  cancelAtStripe = () =>
    refusable(this.world.stripe.paymentIntents.cancel(this.#intentOf(this.#token)));
  refund = (share: { amount?: number }) =>
    refusable(
      this.world.stripe.refunds.create({ payment_intent: this.#intentOf(this.#token), ...share }),
    );

  async repeatAnEvent(choice: number) {
    const { data } = await this.world.stripe.events.list({ limit: 20 });
    const event = data[choice % data.length];
    if (event) await deliver(this.world.shopUrl, sign(event, this.world.webhookSecret));
  }

  #intentOf(token: string): string {
    return recordsOf(this.world.databasePath).order(token).paymentIntentId ?? '';
  }
}

/** Stripe may refuse what is asked: that is a part of the story. */
async function refusable(asked: Promise<unknown>): Promise<void> {
  await asked.catch((error: unknown) => {
    if ((error as Stripe.errors.StripeError).statusCode === undefined) throw error;
  });
}
