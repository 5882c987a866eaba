import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { aBook } from '../../test/support/books.js';
import { onDatabase } from '../../test/support/database.js';
import { BY_MAIL, COLLECTED } from '../../test/support/check-out.js';
import { anOrderOf } from '../../test/support/placed-orders.js';
import { recordsOf } from '../../test/support/records.js';
import { openImpatientShop, type ShopInProcess } from '../../test/support/shop-in-process.js';

let shop: ShopInProcess;
let round = 0;
let slug: string;
let other: string;

beforeAll(async () => {
  shop = await openImpatientShop();
});
afterAll(() => shop.close());
beforeEach(() => {
  round += 1;
  slug = aBook(shop.databasePath, { slug: `a-book-${round}`, title: 'A Book', stock: 5 }).slug;
  other = aBook(shop.databasePath, { slug: `another-${round}`, title: 'Another', stock: 5 }).slug;
});

const orders = (...args: (string | number)[]) => shop.orders(...args);
const parcelsOf = (orderId: string) =>
  onDatabase(shop.databasePath, (database) =>
    database.prepare('SELECT * FROM Parcel WHERE orderId = ? ORDER BY number').all(orderId),
  );
const notesOf = (orderId: string) =>
  [
    'parcel_packed',
    'parcel_sent',
    'parcel_collected',
    'parcel_undone',
    'parcel_unpacked',
    'copies_restocked',
  ].flatMap((event) =>
    recordsOf(shop.databasePath)
      .timeline(event)
      .filter((entry) => entry.orderId === orderId)
      .map(() => event),
  );

const unpaid = (copies: Record<string, number> = { [slug]: 2 }, draft = BY_MAIL) =>
  anOrderOf(shop, copies, draft);

async function paid(copies?: Record<string, number>, draft?: typeof BY_MAIL) {
  const order = await unpaid(copies, draft);
  order.pay();
  await order.look();
  expect(order.is().state).toBe('paid');
  return order;
}

async function refunded(
  order: Awaited<ReturnType<typeof paid>>,
  amountMinor = order.is().totalMinor,
) {
  order.refund(amountMinor);
  await shop.deliver('charge.refunded');
}

describe('a paid order', () => {
  it('is packed and sent as a whole by one command, once', async () => {
    const { number, id } = await paid();
    const send = ['send', number, '--carrier', 'DHL', '--tracking', '0034'];

    const first = await orders(...send);
    const again = await orders(...send);

    expect(first).toEqual({ code: 0, said: expect.stringMatching(/sent on \S+ DHL 0034; 2 × .*A Book/) }); // prettier-ignore
    expect(again).toEqual({ code: 0, said: expect.stringContaining('done before') });
    expect(parcelsOf(id)).toMatchObject([{ state: 'sent', carrier: 'DHL', revision: 1 }]);
    expect(notesOf(id)).toEqual(['parcel_packed', 'parcel_sent']);
  });

  it('is sent in parts, by line and count', async () => {
    const { number, id } = await paid({ [slug]: 2, [other]: 1 });

    const packed = await orders('pack', number, '--line', `${slug}=1`);
    const sent = await orders('send', number, '--tracking', 'A');
    const withoutParcel = await orders('send', number, '--tracking', 'B');
    const rest = await orders('pack', number);
    const repeated = await orders('send', number, '--tracking', 'A');
    const sentRest = await orders('send', number, '--tracking', 'B');
    const nothing = await orders('pack', number);

    expect(packed.said).toContain('Left to pack: 1 × ');
    expect(repeated).toEqual({ code: 0, said: expect.stringContaining('done before: Parcel 1') });
    expect([packed, sent, rest, sentRest].map(({ code }) => code)).toEqual([0, 0, 0, 0]);
    expect(withoutParcel).toEqual({ code: 1, said: expect.stringContaining(`pack ${number}`) });
    expect(nothing).toEqual({ code: 1, said: expect.stringContaining('Nothing of order') });
    expect(parcelsOf(id)).toMatchObject([
      { number: 1, state: 'sent', trackingNumber: 'A' },
      { number: 2, state: 'sent', trackingNumber: 'B' },
    ]);
  });

  it('is packed with no more than was ordered, and all that is wrong is said at once', async () => {
    const { number, id } = await paid();

    const wrong = await orders('pack', number, '--line', `${slug}=3`, '--line', 'no-book=1');

    expect(wrong.code).toBe(1);
    expect(wrong.said).toContain('3 is more than 2');
    expect(wrong.said).toContain('no line no-book');
    expect(parcelsOf(id)).toEqual([]);
  });

  it('is packed once by a command that is run again, until that parcel has left', async () => {
    const { number } = await paid({ [slug]: 3 });
    const pack = ['pack', number, '--line', `${slug}=1`];

    await orders(...pack);
    const again = await orders(...pack);
    const other = await orders('pack', number, '--line', `${slug}=2`);
    await orders('undo', number, '--parcel', 2);
    await orders('send', number);
    const next = await orders(...pack);
    const collect = await orders(...pack, '--kind', 'pickup');

    expect(again).toEqual({ code: 0, said: expect.stringContaining('done before: Parcel 1: packed; 1 × ') }); // prettier-ignore
    expect(other.said).toContain('Parcel 2: packed; 2 × ');
    expect(next.said).toContain('Parcel 3: packed; 1 × ');
    expect(collect.said).toContain('Parcel 4: ready for collection; 1 × ');
  });

  it('asks which parcel is meant', async () => {
    const { number } = await paid();
    await orders('pack', number, '--line', `${slug}=1`);
    await orders('pack', number);

    const unclear = await orders('send', number);
    const clear = await orders('send', number, '--parcel', 2);

    expect(unclear).toEqual({ code: 1, said: expect.stringContaining('Add --parcel') });
    expect(clear.said).toContain('Parcel 2: sent');
  });

  it('is collected in the shop, and not sent as well', async () => {
    const { number, id } = await paid({ [slug]: 2 }, COLLECTED);
    const unlike = await orders('send', number);
    const ready = await orders('pack', number);

    const sent = await orders('send', number);
    const collected = [await orders('collected', number), await orders('collected', number)];

    expect(unlike).toEqual({ code: 1, said: expect.stringContaining('is to be collected') });
    expect(ready.said).toContain('ready for collection');
    expect(sent).toEqual({ code: 1, said: expect.stringContaining(`collected ${number}`) });
    expect(collected.map(({ code }) => code)).toEqual([0, 0]);
    expect(notesOf(id)).toEqual(['parcel_packed', 'parcel_collected']);
  });

  it('is taken back and sent with another number, which is another thing to tell', async () => {
    const { number, id } = await paid();
    await orders('send', number, '--tracking', 'A');
    const unlike = await orders('send', number, '--parcel', 1, '--tracking', 'B');
    const undone = await orders('undo', number, '--parcel', 1);
    const same = await orders('send', number, '--tracking', 'A');
    const afterSame = parcelsOf(id);
    await orders('undo', number);
    const corrected = await orders('send', number, '--tracking', 'B');

    expect(unlike).toEqual({ code: 1, said: expect.stringContaining(`undo ${number} --parcel 1`) });
    expect([undone, same, corrected].map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(afterSame).toMatchObject([{ state: 'sent', revision: 1 }]);
    expect(parcelsOf(id)).toMatchObject([{ trackingNumber: 'B', revision: 2 }]);
  });

  it('is unpacked, and can be packed again', async () => {
    const { number, id } = await paid();
    await orders('pack', number);
    await orders('undo', number);
    const gone = await orders('undo', number, '--parcel', 1);
    await orders('pack', number);

    expect(gone.code).toBe(1);
    expect(parcelsOf(id)).toMatchObject([{ state: 'canceled' }, { number: 2, state: 'packed' }]);
  });
});

describe('nothing is sent of an order', () => {
  it('that is unpaid', async () => {
    const { number, id } = await unpaid();

    for (const command of ['pack', 'send', 'collected'])
      expect(await orders(command, number)).toEqual({ code: 1, said: expect.stringContaining('is not paid') }); // prettier-ignore
    expect(parcelsOf(id)).toEqual([]);
  });

  it('that is under review, also if it was packed before', async () => {
    const { number, id } = await paid();
    await orders('pack', number);
    shop.change(`UPDATE "Order" SET state = 'needs_review' WHERE id = ?`, id);

    expect(await orders('send', number)).toEqual({ code: 1, said: expect.stringContaining('under review') }); // prettier-ignore
    expect(parcelsOf(id)).toMatchObject([{ state: 'packed' }]);
  });

  it('twice by two people at once', async () => {
    const { number, id } = await paid();

    const answers = await Promise.all([orders('send', number), orders('send', number)]);

    expect(answers.map(({ code }) => code)).toEqual([0, 0]);
    expect(notesOf(id)).toEqual(['parcel_packed', 'parcel_sent']);
  });

  it('that is disputed or refunded in part, until a person insists', async () => {
    const order = await paid();
    await refunded(order, 1000);

    const careful = await orders('send', order.number);
    const anyway = await orders('send', order.number, '--anyway');

    expect(careful).toEqual({ code: 1, said: expect.stringContaining('--anyway') });
    expect(anyway.code).toBe(0);
  });

  it('whose refund has no answer yet', async () => {
    const { number, id } = await paid();
    shop.change(`INSERT INTO RefundRequest (id, orderId, activeRequestKey, amountMinor, isFull) VALUES (?, ?, ?, 500, 0)`, `r-${id}`, id, id); // prettier-ignore

    expect((await orders('send', number)).said).toContain('no answer yet');
  });
});

describe('a full refund', () => {
  it('puts what was not sent back on the shelf, once, and what was sent not', async () => {
    const order = await paid({ [slug]: 3 });
    await orders('pack', order.number, '--line', `${slug}=1`);
    await orders('send', order.number);
    await orders('pack', order.number, '--line', `${slug}=1`);
    expect(shop.stockOf(slug)).toBe(2);

    await refunded(order);
    await shop.deliver('charge.refunded');
    const packed = await orders('send', order.number, '--parcel', 2);

    expect([order.is().state, shop.stockOf(slug)]).toEqual(['refunded', 4]);
    expect(packed).toEqual({ code: 1, said: expect.stringContaining('fully refunded') });
  });

  it('counts the copies that were put back before, after a refund of a part', async () => {
    const order = await paid();
    await refunded(order, 1000);
    await orders('restock', order.number, '--line', `${slug}=1`);
    await refunded(order, order.is().totalMinor - 1000);

    expect([order.is().state, shop.stockOf(slug)]).toEqual(['refunded', 5]);
  });

  it('puts a parcel back that turns out not to have been sent', async () => {
    const order = await paid();
    await orders('send', order.number);
    await refunded(order);
    const whileSent = shop.stockOf(slug);
    await orders('undo', order.number);
    await orders('undo', order.number);

    expect([whileSent, shop.stockOf(slug)]).toEqual([3, 5]);
  });

  it('that fails leaves the copies to be packed again, while there are some', async () => {
    const order = await paid({ [slug]: 5 });
    await orders('pack', order.number, '--line', `${slug}=1`);
    await refunded(order);
    shop.gateway.stripe.act(order.payment, 'refund.failed', (truth) => truth.failRefund(0));
    await shop.deliver('refund.failed');
    shop.change('UPDATE Book SET stock = 4 WHERE slug = ?', slug); // one was sold

    const waiting = await orders('send', order.number);
    await orders('undo', order.number);
    const tooFew = await orders('pack', order.number);
    const some = await orders('pack', order.number, '--line', `${slug}=4`);

    expect(order.is().state).toBe('paid');
    expect(waiting).toEqual({ code: 1, said: expect.stringContaining('Unpack it') });
    expect(tooFew).toEqual({ code: 1, said: expect.stringContaining('Only 4 copies') });
    expect([some.code, shop.stockOf(slug)]).toEqual([0, 0]);
    expect(some.said).toContain('Left to pack: 1 × ');
  });
});

describe('the shopper is told', () => {
  const mailsTo = (orderId: string) =>
    onDatabase(shop.databasePath, (database) =>
      database
        .prepare<[string], { kind: string; cause: string }>(
          `SELECT kind, cause FROM OutboxMail WHERE orderId = ? AND kind <> 'order-paid' ORDER BY rowid`,
        )
        .all(orderId)
        .map(({ kind, cause }) => [kind, cause.split(':')[1] ?? 'once']),
    );
  const withEmail = (order: Awaited<ReturnType<typeof paid>>) => {
    shop.change(`UPDATE "Order" SET email = 'ada@example.com' WHERE id = ?`, order.id);
    return order;
  };

  it('once of each sending, and again when the number has changed', async () => {
    const { number, id } = withEmail(await paid());
    await orders('send', number, '--tracking', 'A');
    await orders('send', number, '--tracking', 'A');
    await orders('undo', number);
    await orders('send', number, '--tracking', 'A');
    const sameNumber = mailsTo(id);
    await orders('undo', number);
    await orders('send', number, '--tracking', 'B');

    expect(sameNumber).toEqual([['order-sent', '1']]);
    expect(mailsTo(id)).toEqual([
      ['order-sent', '1'],
      ['order-sent', '2'],
    ]);
  });

  it('when the books can be collected, and when they were', async () => {
    const { number, id } = withEmail(await paid({ [slug]: 1 }, COLLECTED));
    await orders('pack', number);
    await orders('collected', number);

    expect(mailsTo(id)).toEqual([
      ['order-ready', 'once'],
      ['order-collected', 'once'],
    ]);
  });

  it('of nothing that was refused', async () => {
    const { number, id } = withEmail(await paid());
    shop.change(`UPDATE "Order" SET state = 'needs_review' WHERE id = ?`, id);
    await orders('send', number);

    expect(mailsTo(id)).toEqual([]);
  });
});

describe('copies are put back by hand', () => {
  it('where a part was refunded before it was sent', async () => {
    const order = await paid();
    const early = await orders('restock', order.number, '--line', `${slug}=1`);
    await refunded(order, 2300);
    const restocked = await orders('restock', order.number, '--line', `${slug}=1`);
    const packed = await orders('pack', order.number, '--anyway');

    expect(early).toEqual({ code: 1, said: expect.stringContaining('Refund it first') });
    expect([restocked.code, shop.stockOf(slug)]).toEqual([0, 4]);
    expect(packed.said).toMatch(/packed; 1 × /);
    expect(packed.said).not.toContain('Left to pack');
  });

  it('where they came back after they were sent, as many as were', async () => {
    const { number } = await paid();
    const early = await orders('restock', number, '--returned');
    await orders('send', number);
    const one = await orders('restock', number, '--returned', '--line', `${slug}=1`);
    const again = await orders('restock', number, '--returned', '--line', `${slug}=1`);
    const tooMany = await orders('restock', number, '--returned', '--line', `${slug}=3`);
    const afterOne = shop.stockOf(slug);
    const undone = await orders('undo', number);
    const rest = [await orders('restock', number, '--returned'), await orders('restock', number, '--returned')]; // prettier-ignore

    expect([early, one, again, tooMany, undone, ...rest].map(({ code }) => code)).toEqual([1, 0, 0, 1, 1, 0, 1]); // prettier-ignore
    expect(tooMany.said).toContain('3 is more than 2');
    expect([afterOne, shop.stockOf(slug)]).toEqual([4, 5]);
  });

  it('once by a command that is run again, so that what is paid stays to be sent', async () => {
    const order = await paid({ [slug]: 3, [other]: 1 });
    await refunded(order, 1000);
    const restock = ['restock', order.number, '--line', `${slug}=1`];

    const first = await orders(...restock);
    const again = await orders(...restock);
    const afterAgain = [shop.stockOf(slug), ...notesOf(order.id)];
    const packed = await orders('pack', order.number, '--anyway');

    expect(first).toEqual({ code: 0, said: expect.stringContaining(`1 × ${slug}`) });
    expect(again).toEqual({ code: 0, said: expect.stringContaining('done before') });
    expect(afterAgain).toEqual([3, 'copies_restocked']);
    expect(packed.said).toMatch(/packed; 2 × .*, 1 × /);
  });

  it('up to the count that is named, and never fewer than before', async () => {
    const order = await paid({ [slug]: 3, [other]: 1 });
    await refunded(order, 1000);
    const restock = (...lines: string[]) =>
      orders('restock', order.number, ...lines.flatMap((line) => ['--line', line]));

    await restock(`${slug}=1`);
    const more = await restock(`${slug}=2`, `${other}=1`);
    const fewer = await restock(`${slug}=1`);
    const wrong = await restock(`${slug}=4`);

    expect(more.said).toContain(`1 × ${slug}, 1 × ${other}`);
    expect(fewer).toEqual({ code: 1, said: expect.stringContaining('2 were put back before') });
    expect(wrong).toEqual({ code: 1, said: expect.stringContaining('4 is more than 3') });
    expect([shop.stockOf(slug), shop.stockOf(other)]).toEqual([4, 5]);
  });
});
