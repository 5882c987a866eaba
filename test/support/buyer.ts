import type Stripe from 'stripe';
import { eventually } from 'stripe-sandbox/testing';
import { aBook, type BookRow } from './books.js';
import { onDatabase } from './database.js';
import { recordsOf } from './records.js';
import { type Answer, payWith, Shopper } from './shopper.js';
import type { World } from './world.js';

/** A shopper on the way to a book that nobody else buys, so that its payments can be told apart. */
export class Buyer {
  readonly shopper: Shopper;
  #token = '';
  #isPaid = false;

  private constructor(
    private readonly world: World,
    readonly book: BookRow,
  ) {
    this.shopper = new Shopper(world.shopUrl);
  }

  static of(world: World, name: string): Buyer {
    const slug = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
    return new Buyer(world, aBook(world.databasePath, { slug, title: name }));
  }

  get order() {
    return recordsOf(this.world.databasePath).order(this.#token);
  }

  get paymentIntentId(): string {
    return this.order.paymentIntentId ?? '';
  }

  async begin(): Promise<Answer> {
    const answer = await this.shopper.checkOut({ slug: this.book.slug });
    this.#token = answer.location?.split('/').at(-1) ?? this.#token;
    return answer;
  }

  paymentPage = () => this.shopper.get(`/checkout/${this.#token}`);
  contact = () =>
    this.shopper.postJson(`/checkout/${this.#token}/contact`, { email: 'ada@example.com' });
  return = () =>
    this.shopper.get(`/checkout/${this.#token}/return?payment_intent=${this.paymentIntentId}`);
  orderPage = () => this.shopper.get(`/orders/${this.#token}`);

  /** What the payment page’s script does when Pay is pressed. */
  async pay(): Promise<void> {
    const { status } = await this.contact();
    if (status !== 200) throw new Error(`The contact was answered ${status}`);
    await payWith(this.world.stripe, this.paymentIntentId);
    this.#isPaid = true;
  }

  setPrice(minor: number) {
    onDatabase(this.world.databasePath, (database) =>
      database
        .prepare('UPDATE Book SET unitPriceMinor = ? WHERE slug = ?')
        .run(minor, this.book.slug),
    );
  }

  /** From wherever the fault left this shopper, to an order that says it is paid. */
  async complete(): Promise<void> {
    if (!this.#isPaid) {
      const { status, text } = await this.begin();
      if (status !== 303) throw new Error(`Checkout was answered ${status}: ${text}`);
      const page = await this.paymentPage();
      if (page.status !== 200) throw new Error(`The payment page was answered ${page.status}`);
      await this.pay();
    }
    await eventually(async () => {
      const { text } = await this.orderPage();
      if (!text.includes('Your order is paid')) throw new Error(`Not paid: ${text}`);
    });
  }

  /** Every PaymentIntent that was ever made for this shopper’s orders. */
  async intents(): Promise<Stripe.PaymentIntent[]> {
    const all = await this.world.stripe.paymentIntents
      .list({ limit: 100 })
      .autoPagingToArray({ limit: 10_000 });
    return all.filter(({ description }) => description?.endsWith(`: ${this.book.title}`));
  }

  ledger() {
    const { id } = this.order;
    return recordsOf(this.world.databasePath)
      .ledger()
      .filter(({ orderId }) => orderId === id);
  }
}
