import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from 'stripe-sandbox/testing';
import { aBook } from '../support/books.js';
import { freshDatabase } from '../support/database.js';
import { mailsIn, outboxOf, readMail } from '../support/mails.js';
import { recordsOf } from '../support/records.js';
import { BY_PARCEL_TO_GERMANY, payWith, Shopper } from '../support/shopper.js';
import { deliver, eventOf, sign } from '../support/signed-event.js';
import { FakeSmtpServer } from '../support/smtp-server.js';
import { World } from '../support/world.js';

const TIMES = 100;

let world: World;
let slug: string;
let reader: Shopper;

beforeAll(async () => {
  const databasePath = await freshDatabase();
  ({ slug } = aBook(databasePath));
  world = await World.start({ databasePath });
  reader = new Shopper(world.shopUrl);
});
afterAll(() => world.stop());

const sentMails = () =>
  outboxOf(world.databasePath).filter(({ status }) => status === 'sent').length;

/** By parcel to Germany, with an address for mails. */
async function buy() {
  const token = await reader.buyNow(slug, BY_PARCEL_TO_GERMANY);
  await reader.post(`/checkout/${token}/contact`, { email: 'ada@example.com' });
  const { paymentIntentId } = recordsOf(world.databasePath).order(token);
  await payWith(world.stripe, paymentIntentId ?? '');
  return { token, paymentIntentId: paymentIntentId ?? '' };
}

describe('a paid order', () => {
  it('gets one mail of a hundred webhooks, which a page shows to developers', async () => {
    const { token, paymentIntentId } = await buy();
    const event = await eventOf(world.stripe, 'payment_intent.succeeded', paymentIntentId);
    await Promise.all(
      Array.from({ length: TIMES }, () => deliver(world.shopUrl, sign(event, world.webhookSecret))),
    );
    await eventually(() => expect(sentMails()).toBe(1));
    const [mail, ...others] = await mailsIn(world.dataDirectory);
    const list = await reader.get('/mail');
    const [, href = ''] = /href="(\/mail\/[\w.-]+)"/.exec(list.text) ?? [];
    const shown = await reader.get(href);
    const html = await reader.get(`${href}/html`);
    const { totalMinor } = recordsOf(world.databasePath).order(token);

    expect([others, outboxOf(world.databasePath)]).toEqual([[], [expect.anything()]]);
    expect(list.text).toContain(`<code>${path.join(world.dataDirectory, 'mail')}</code>`);
    expect(mail?.text).toContain(`Total: $${(totalMinor / 100).toFixed(2)}`);
    expect(mail?.text).toContain('Jörg Müller\nMühlenweg 12\n50667 Köln\nGermany');
    expect(shown.text).toContain(`${world.publicUrl}/orders/${token}`);
    expect(html.text).toContain(`${world.publicUrl}/orders/${token}`);
    expect(html.headers.get('Content-Security-Policy')).toContain('sandbox');
  });

  it('is not said to be paid while it is under review', async () => {
    const token = await reader.buyNow(slug);
    await reader.post(`/checkout/${token}/contact`, { email: 'ada@example.com' });
    const { id, paymentIntentId } = recordsOf(world.databasePath).order(token);
    await world.stripe.paymentIntents.update(paymentIntentId ?? '', { amount: 1000 });
    await payWith(world.stripe, paymentIntentId ?? '');
    const mails = await eventually(() => {
      const rows = outboxOf(world.databasePath).filter(({ orderId }) => orderId === id);
      expect(rows).toMatchObject([{ status: 'sent' }]);
      return rows;
    });

    expect(mails.map(({ kind }) => kind)).toEqual(['order-review']);
  });

  it('gets its mail from a server, which nobody else can then read', async () => {
    const server = await FakeSmtpServer.start();
    await world.shop.stop();
    const shopEnv = { MAIL_URL: server.url, MAIL_FROM: 'orders@books.example' };
    await world.restartShop({ shopEnv });
    try {
      const { token } = await buy();
      await eventually(() => expect(server.taken).toHaveLength(1));
      const mail = await readMail(server.taken[0] ?? '');

      expect(mail.text).toContain(`${world.publicUrl}/orders/${token}`);
      expect((await reader.get('/mail')).status).toBe(404);
      expect(world.shop.output()).not.toContain('ada@example.com');
    } finally {
      await world.shop.stop();
      await server.stop();
      await world.restartShop();
    }
  });
});
