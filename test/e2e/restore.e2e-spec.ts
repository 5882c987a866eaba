// SQLite only: it restores a file.
import { once } from 'node:events';
import {
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { eventually, freePort, spawnProgram } from 'stripe-sandbox/testing';
import { createBackup } from '../../src/backup/create-backup.js';
import { aBook } from '../support/books.js';
import { freshDatabase, freshFolder, onDatabase, sqliteAt } from '../support/database.js';
import { databaseBefore } from '../support/older-database.js';
import { root } from '../support/program.js';
import { recordsOf } from '../support/records.js';
import { payWith, Shopper } from '../support/shopper.js';
import { typescriptChild } from '../support/typescript-child.js';
import { eventIdsIn } from '../support/webhook-event-rows.js';
import { World } from '../support/world.js';

const PATIENCE_SECONDS = 30;

let worlds: World[] = [];
afterEach(async () => {
  await Promise.all(worlds.map((world) => world.stop()));
  worlds = [];
});

/** A database with a book in it, and its backup. */
async function backedUp() {
  const databasePath = await freshDatabase();
  aBook(databasePath);
  const backup = path.join(await freshFolder(), 'backup.db');
  await createBackup(sqliteAt(databasePath), backup);
  return { databasePath, backup };
}

async function restore(databasePath: string, backup: string, env: Record<string, string> = {}) {
  const surroundings = {
    DATABASE_URL: `file:${databasePath}`,
    PORT: String(await freePort()),
    SANDBOX_PORT: String(await freePort()),
    SANDBOX_DATA: path.join(await freshFolder(), 'sandbox.db'),
    LOG_LEVEL: 'fatal',
    // None are made up and kept beside the database.
    SESSION_SECRET: 'a-session-secret-of-at-least-32-characters',
    STRIPE_WEBHOOK_SECRET: 'whsec_test0123456789abcdef0123456789abcdef',
    ...env,
  };
  const script = path.join(root, 'scripts/db-restore.mjs');
  const program = spawnProgram(script, surroundings, root, [backup]);
  return { code: await program.ended, said: program.output() };
}

const filesBeside = (databasePath: string) => readdirSync(path.dirname(databasePath)).sort();

describe('npm run db:restore', () => {
  it('refuses while the shop runs, by its port and by its hold on the database', async () => {
    const { databasePath, backup } = await backedUp();
    const world = await World.start({ databasePath });
    worlds.push(world);
    const here = { PORT: new URL(world.shopUrl).port };

    const byPort = await restore(databasePath, backup, here);
    const byLock = await restore(databasePath, backup);

    expect(byPort).toEqual({ code: 1, said: expect.stringContaining('The shop is running') });
    expect(byLock).toEqual({ code: 1, said: expect.stringContaining('The database is in use') });
    expect((await fetch(`${world.shopUrl}/health/ready`)).status).toBe(200);
    expect(filesBeside(databasePath).filter((name) => name.includes('restor'))).toEqual([]);
  });

  it.each<[string, string, (backup: string) => void]>([
    [
      'of which one byte was flipped',
      'checksum',
      (backup) => {
        const bytes = readFileSync(backup);
        bytes[bytes.length - 10] = (bytes[bytes.length - 10] ?? 0) ^ 1;
        writeFileSync(backup, bytes);
      },
    ],
    ['that was cut off', 'checksum', (backup) => truncateSync(backup, 8192)],
    ['without its checksum', 'sha256', (backup) => rmSync(`${backup}.sha256`)],
  ])('refuses a backup %s, and touches nothing', async (_, reason, damage) => {
    const { databasePath, backup } = await backedUp();
    damage(backup);
    const before = [readFileSync(databasePath), filesBeside(databasePath)];

    const { code, said } = await restore(databasePath, backup);

    expect({ code, said }).toEqual({ code: 1, said: expect.stringContaining(reason) });
    expect([readFileSync(databasePath), filesBeside(databasePath)]).toEqual(before);
  });

  it('applies the migrations that the backup has not had, and keeps what was there', async () => {
    const { databasePath } = await backedUp();
    const earlier = await databaseBefore('20261129000000_standard_names');
    onDatabase(earlier, (database) => database.exec(EARLIER_ROWS));
    const backup = path.join(path.dirname(earlier), 'backup.db');
    await createBackup(sqliteAt(earlier), backup);

    const { code } = await restore(databasePath, backup);

    const [previous = ''] = filesBeside(databasePath).filter((file) =>
      file.includes('before-restore'),
    );
    const slugs = (file: string) =>
      onDatabase(file, (database) => database.prepare('SELECT slug FROM Book').pluck().all());
    expect(code).toBe(0);
    expect(slugs(databasePath)).toEqual(['an-earlier-book']);
    expect(slugs(path.join(path.dirname(databasePath), previous))).not.toContain('an-earlier-book');
  });

  it('rewrites the words of an earlier version, and the shop sells', async () => {
    const { databasePath } = await backedUp();
    const earlier = await databaseBefore('20261129000000_standard_names');
    onDatabase(earlier, (database) => database.exec(EARLIER_ROWS));
    const backup = path.join(path.dirname(earlier), 'backup.db');
    await createBackup(sqliteAt(earlier), backup);

    await restore(databasePath, backup);
    const world = await World.start({ databasePath });
    worlds.push(world);
    const page = await fetch(`${world.shopUrl}/orders/${EARLIER_TOKEN}`).then((answer) => answer.text()); // prettier-ignore
    const shopper = new Shopper(world.shopUrl);
    const token = await shopper.buyNow('an-earlier-book');
    await payWith(world.stripe, recordsOf(databasePath).order(token).paymentIntentId ?? '');
    await eventually(() => expect(recordsOf(databasePath).order(token).state).toBe('paid'));

    const all = (sql: string) =>
      onDatabase(databasePath, (database) => database.prepare(sql).pluck().all());
    expect(page).toContain('Part of your payment was refunded.');
    expect(all(`SELECT event FROM TimelineEntry WHERE orderId = 'o1' ORDER BY id`)).toEqual([
      'order_placed',
      'payment_succeeded',
      'partially_refunded',
    ]);
    expect(all(`SELECT "trigger" FROM TimelineEntry WHERE orderId = 'o1' ORDER BY id`)).toEqual([
      'shopper',
      'return_url',
      'reconciliation',
    ]);
    expect(all(`SELECT status FROM WebhookEvent WHERE eventId LIKE 'evt_earlier_%' ORDER BY id`)).toEqual(['received', 'retry_scheduled', 'dead_letter', 'processed']); // prettier-ignore
    expect(all(`SELECT ingestedVia FROM WebhookEvent WHERE eventId = 'evt_earlier_4'`)).toEqual(['event_list']); // prettier-ignore
    expect(all('SELECT activeRequestKey FROM RefundRequest')).toEqual(['o1']);
    expect(all('SELECT acceptedUnitMinor FROM CartItem')).toEqual([2300]);
    expect(all('SELECT stripeValue FROM Discrepancy WHERE id = 1')).toEqual(['$1.00']);
  });

  it('lets no journal that a crash left behind leak into what it restores', async () => {
    const { databasePath, backup } = await backedUp();
    const writer = typescriptChild('acknowledging-writer.ts', [databasePath]);
    let acknowledged = '';
    writer.stdout?.setEncoding('utf8').on('data', (text: string) => (acknowledged += text));
    await eventually(() => expect(acknowledged.split('\n').length).toBeGreaterThan(20), PATIENCE_SECONDS); // prettier-ignore
    writer.kill('SIGKILL');
    await once(writer, 'exit');
    expect(existsSync(`${databasePath}-wal`)).toBe(true);
    rmSync(databasePath);

    const { code } = await restore(databasePath, backup);

    expect(code).toBe(0);
    expect(eventIdsIn(databasePath)).toEqual([]);
    expect(recordsOf(databasePath).orders()).toEqual([]);
    expect(filesBeside(databasePath).join()).toMatch(/before-restore-[^,]*-wal/);
  });

  it('brings back what was ordered after a backup that holds no order', async () => {
    const databasePath = await freshDatabase();
    const { slug } = aBook(databasePath);
    onDatabase(databasePath, (database) =>
      database.exec(
        `UPDATE _prisma_migrations SET started_at = CAST(strftime('%s', started_at) AS INTEGER) * 1000`,
      ),
    );
    const world = await World.start({ databasePath });
    worlds.push(world);
    const backup = path.join(await freshFolder(), 'backup.db');
    await createBackup(sqliteAt(databasePath), backup);
    const token = await new Shopper(world.shopUrl).buyNow(slug);
    const { number, paymentIntentId } = recordsOf(databasePath).order(token);
    await payWith(world.stripe, paymentIntentId ?? '');
    await world.shop.stop('SIGKILL');

    const { code } = await world.command('db-restore', [backup]);

    expect(code).toBe(1); // a person has to ask what was in it
    expect(recordsOf(databasePath).orders()).toMatchObject([
      { number, paymentIntentId, state: 'needs_review' },
    ]);
  });

  it('says at once why, when the sandbox that it needs cannot start', async () => {
    const { databasePath, backup } = await backedUp();
    const stranger = createServer((_request, response) => response.writeHead(404).end());
    stranger.listen(0, '127.0.0.1');
    await once(stranger, 'listening');
    const { port } = stranger.address() as AddressInfo;

    const { code, said } = await restore(databasePath, backup, { SANDBOX_PORT: String(port) });
    stranger.close();

    expect([code, said]).toEqual([1, expect.stringContaining('EADDRINUSE')]);
    expect(said).toContain('The sandbox cannot start (it ended with 1); the reason is above.');
  });
});

const EARLIER_TOKEN = 't'.repeat(22);
const AT = `'2026-01-01T00:00:00.000+00:00'`;
/** Of another Stripe account, so that what happened there is not asked for. */
const EARLIER_ROWS = `
  INSERT INTO Book (id, slug, title, author, description, unitPriceMinor, currency, coverColor, shelfPosition, updatedAt)
  VALUES (1, 'an-earlier-book', 'An Earlier Book', 'An Author', 'A book.', 2300, 'usd', '#1f3a5f', 1, ${AT});
  INSERT INTO "Order" (id, number, token, state, source, shopperId, cartId, cartVersion, leftCartAt, currency, totalMinor, stripeMode, stripeAccount, paymentIntentId, failedAttempt, placedAt, paidAt)
  VALUES ('o1', 1001, '${EARLIER_TOKEN}', 'partially_refunded', 'cart', 's1', 's1', 3, ${AT}, 'usd', 2300, 'sandbox', 'acct_earlier', 'pi_earlier', 'ch_1', ${AT}, ${AT});
  INSERT INTO OrderLine (orderId, bookId, slug, title, author, unitPriceMinor, quantity)
  VALUES ('o1', 1, 'an-earlier-book', 'An Earlier Book', 'An Author', 2300, 1);
  INSERT INTO LedgerEntry (orderId, kind, stripeId, amountMinor, currency)
  VALUES ('o1', 'payment', 'pi_earlier', 2300, 'usd'), ('o1', 'refund', 're_1', 100, 'usd');
  INSERT INTO TimelineEntry (orderId, event, state, source, at)
  VALUES ('o1', 'order_placed', 'pending', 'shopper', ${AT}), ('o1', 'payment_succeeded', 'paid', 'return', ${AT}),
    ('o1', 'refunded_in_part', 'partially_refunded', 'sweep', ${AT});
  INSERT INTO RefundRequest (id, orderId, openKey, amountMinor, isWhole) VALUES ('r1', 'o1', 'o1', 500, 0);
  INSERT INTO Cart (id, version, updatedAt) VALUES ('s1', 4, ${AT});
  INSERT INTO CartItem (cartId, bookId, quantity, agreedUnitMinor) VALUES ('s1', 1, 1, 2300);
  INSERT INTO WebhookEvent (eventId, type, payload, source, state, createdAt, receivedAt, nextAttemptAt)
  VALUES ('evt_earlier_1', 'x', '{}', 'webhook', 'kept', ${AT}, '2999-01-01T00:00:00.000+00:00', NULL),
    ('evt_earlier_2', 'x', '{}', 'webhook', 'waiting', ${AT}, ${AT}, '2999-01-01T00:00:00.000+00:00'),
    ('evt_earlier_3', 'x', '{}', 'webhook', 'parked', ${AT}, ${AT}, NULL),
    ('evt_earlier_4', 'x', '{}', 'sweep', 'applied', ${AT}, ${AT}, NULL);
  INSERT INTO Milestone (name, at) VALUES ('sweep-ended', ${AT});
  INSERT INTO Discrepancy (kind, subjectId, ours, theirs) VALUES ('amount_differs', 'o1', '$2.00', '$1.00');
`;
