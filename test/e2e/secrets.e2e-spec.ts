import { describe, expect, it } from '@jest/globals';
import type { Database } from 'better-sqlite3';
import { eventually } from 'stripe-sandbox/testing';
import { aBook } from '../support/books.js';
import { everythingIn, freshDatabase, onDatabase } from '../support/database.js';
import { recordsOf } from '../support/records.js';
import { type Answer, BY_MAIL, payWith, Shopper } from '../support/shopper.js';
import { deliver, sign } from '../support/signed-event.js';
import { World } from '../support/world.js';

const CANARY_STREET = '7 Canary Wharf Road';
const SESSION_SECRET = 'canary-session-secret-0123456789abcdef';

function payloadsIn(databasePath: string): string {
  const read = (database: Database) =>
    database.prepare<[], string>('SELECT payload FROM WebhookEvent').pluck().all();
  return onDatabase(databasePath, read).join('\n');
}

describe('secrets, over a whole purchase and every kind of failure', () => {
  it('are in no log line, no address of ours, no database row and no error page', async () => {
    const databasePath = await freshDatabase();
    const { slug } = aBook(databasePath);
    const world = await World.start({
      databasePath,
      shopEnv: { LOG_LEVEL: 'debug', SESSION_SECRET },
    });
    const shopper = new Shopper(world.shopUrl);
    const answers: Answer[] = [];
    const note = async (answer: Promise<Answer>) => {
      answers.push(await answer);
      return answer;
    };
    try {
      const token = await shopper.buyNow(slug, { ...BY_MAIL, line1: CANARY_STREET });
      const id = recordsOf(databasePath).order(token).paymentIntentId ?? '';
      const { client_secret: clientSecret } = await world.stripe.paymentIntents.retrieve(id);
      const payment = await shopper.get(`/checkout/${token}`);
      await note(shopper.postJson(`/checkout/${token}/contact`, { email: 'ada@example.com' }));
      await payWith(world.stripe, id, 'pm_card_visa_chargeDeclined').catch(() => null);
      await payWith(world.stripe, id);
      const stripesQuery = String(
        new URLSearchParams({
          payment_intent: id,
          payment_intent_client_secret: clientSecret ?? '',
          redirect_status: 'succeeded',
        }),
      );
      await note(shopper.get(`/checkout/${token}/return?${stripesQuery}`));
      await note(shopper.get(`/orders/${token}`));
      await note(shopper.get(`/checkout/unknown/return?${stripesQuery}`));
      await note(shopper.get(`/nowhere?${stripesQuery}`));
      await note(shopper.postJson(`/checkout/${token}/contact`, { email: clientSecret }));
      await deliver(world.shopUrl, sign('{}', world.webhookSecret));
      await eventually(() => expect(recordsOf(databasePath).events().length).toBeGreaterThan(4));
      await world.sandbox.stop();
      const other = new Shopper(world.shopUrl);
      await note(other.checkOut({ slug })); // Stripe is gone
      await note(other.get(`/orders/${token}`));

      const secrets = [
        clientSecret ?? 'no client secret',
        clientSecret?.split('_secret_')[1] ?? 'no client secret',
        'sk_test_foliosandbox',
        world.webhookSecret,
        SESSION_SECRET,
      ];
      const places = {
        logs: world.shop.output(),
        addresses: answers.map(({ location }) => location).join('\n'),
        pages: answers.map(({ text }) => text).join('\n'),
        database: everythingIn(databasePath),
      };
      const leaks = Object.entries(places).flatMap(([place, text]) =>
        secrets.filter((secret) => text.includes(secret)).map((secret) => `${secret} in ${place}`),
      );
      expect(leaks).toEqual([]);
      // The address is on the order, where it is needed, and is kept in no log and in no stored event.
      expect(places.logs).not.toContain(CANARY_STREET);
      expect(payloadsIn(databasePath)).not.toContain(CANARY_STREET);
      expect(answers.some(({ text }) => text.includes(CANARY_STREET))).toBe(true);
      // The canaries were there to be found: the one page that needs the client secret has it.
      expect(payment.text).toContain(clientSecret);
      expect(answers.map(({ status }) => status)).toEqual([200, 303, 200, 404, 404, 422, 503, 200]);
    } finally {
      await world.stop();
    }
  });
});
