import { expect } from '@jest/globals';
import fc from 'fast-check';
import type { ShopInProcess } from '../support/shop-in-process.js';
import { onDatabase } from '../support/database.js';
import type { anOrderOf } from '../support/placed-orders.js';
import type { ParcelLife } from './parcel-life.js';

export interface RealOrder {
  shop: ShopInProcess;
  slugs: readonly string[];
  order: Awaited<ReturnType<typeof anOrderOf>>;
}

type ParcelCommand = fc.AsyncCommand<ParcelLife, RealOrder>;

/** A command to the shop that it carries out or refuses, as the model says. */
class Told implements ParcelCommand {
  constructor(
    private readonly words: readonly string[],
    private readonly expect: (model: ParcelLife) => boolean,
    private readonly copies: readonly number[] | null = null,
  ) {}

  check = () => true;

  async run(model: ParcelLife, real: RealOrder) {
    const lines = (this.copies ?? []).flatMap((count, at) =>
      count > 0 ? ['--line', `${real.slugs[at] ?? ''}=${count}`] : [],
    );
    const [command = '', ...rest] = this.words;
    const isDone = this.expect(model);
    const { code, said } = await real.shop.orders(command, real.order.number, ...rest, ...lines);
    expect({ code, said }).toEqual({ code: isDone ? 0 : 1, said });
    compare(model, real);
  }

  toString = () => `${this.words.join(' ')} ${this.copies?.join(',') ?? 'all'}`;
}

/** Something that happens to the money, which the shop hears of. */
class AtStripe implements ParcelCommand {
  constructor(
    private readonly name: string,
    private readonly canHappen: (model: ParcelLife) => boolean,
    private readonly happen: (model: ParcelLife, real: RealOrder) => Promise<void>,
  ) {}

  check = (model: Readonly<ParcelLife>) => this.canHappen(model as ParcelLife);

  async run(model: ParcelLife, real: RealOrder) {
    await this.happen(model, real);
    compare(model, real);
  }

  toString = () => this.name;
}

const someCopies = fc.option(
  fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 2 })).filter(([a, b]) => a + b > 0),
  { freq: 3 },
);
const parcel = fc.option(fc.integer({ min: 1, max: 4 }));
const optionOf = (name: string, value: number | null) => (value === null ? [] : [name, String(value)]); // prettier-ignore
const anyways = fc.boolean().map((isSaid) => (isSaid ? ['--anyway'] : []));

export const PARCEL_COMMANDS: fc.Arbitrary<ParcelCommand>[] = [
  fc.tuple(someCopies, anyways).map(
    ([copies, anyway]) =>
      new Told(['pack', ...anyway], (model) => model.pack(copies, anyway.length > 0), copies), // prettier-ignore
  ),
  fc.tuple(parcel, fc.constantFrom('A', 'B', 'C'), anyways).map(([number, told, anyway]) => {
    const words = ['send', ...optionOf('--parcel', number), '--tracking', told, ...anyway];
    return new Told(words, (model) => model.send(number, told, anyway.length > 0));
  }),
  parcel.map(
    (number) => new Told(['undo', ...optionOf('--parcel', number)], (model) => model.undo(number)),
  ),
  fc.tuple(someCopies, fc.boolean()).map(([copies, isReturned]) => {
    const words = ['restock', ...(isReturned ? ['--returned'] : [])];
    return new Told(words, (model) => model.restock(copies, isReturned), copies);
  }),
  fc.nat({ max: 3 }).map((quarters) => {
    const happen = async (model: ParcelLife, { shop, order }: RealOrder) => {
      const amount = quarters === 0 ? model.left : Math.min(model.left, quarters * 500);
      order.refund(amount);
      model.refund(amount);
      await shop.deliver('charge.refunded');
    };
    return new AtStripe(`refund ${quarters}`, ({ left }) => left > 0, happen);
  }),
  fc.constant(
    new AtStripe(
      'fail the first refund',
      ({ refunds }) => refunds.length > 0,
      async (model, { shop, order }) => {
        shop.gateway.stripe.act(order.payment, 'refund.failed', (truth) => truth.failRefund(0));
        model.failFirstRefund();
        await shop.deliver('refund.failed');
      },
    ),
  ),
];

/** What is on disk is what the model has. */
function compare(model: ParcelLife, { shop, slugs, order }: RealOrder) {
  const all = (sql: string) =>
    onDatabase(shop.databasePath, (database) => database.prepare(sql).all(order.id));
  expect(order.is().state).toBe(model.state);
  expect(slugs.map(shop.stockOf)).toEqual(model.stock);
  expect(
    all(`SELECT coalesce(canceled, 0) AS canceled, coalesce(returned, 0) AS returned,
      reserved FROM OrderLine WHERE orderId = ? ORDER BY id`),
  ).toEqual(
    model.quantities.map((quantity, at) => {
      const [canceled = 0, returned = 0] = [model.canceled[at], model.returned[at]];
      return { canceled, returned, reserved: quantity - canceled - returned };
    }),
  );
  expect(
    all('SELECT state, trackingNumber, revision FROM Parcel WHERE orderId = ? ORDER BY number'),
  ).toEqual(
    model.parcels.map(({ state, told, revision }) => ({ state, trackingNumber: told, revision })),
  );
  expect(
    all(`SELECT p.number, l.quantity FROM ParcelLine l JOIN Parcel p ON p.id = l.parcelId
      WHERE p.orderId = ? ORDER BY p.number, l.orderLineId`),
  ).toEqual(
    model.parcels.flatMap(({ copies }, at) =>
      copies.filter((count) => count > 0).map((quantity) => ({ number: at + 1, quantity })),
    ),
  );
  const sent = all(`SELECT id FROM TimelineEntry WHERE orderId = ? AND event = 'parcel_sent'`);
  expect(sent).toHaveLength(model.sendings);
}
