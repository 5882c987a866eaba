import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { freshDatabase } from '../../test/support/database.js';
import { DatabaseService, type WriteTransaction } from './database.service.js';
import { Prisma } from './generated/client.js';

const EMAIL = 'jane.doe@example.com';

let database: DatabaseService;
beforeEach(async () => {
  database = await DatabaseService.at({ kind: 'sqlite', path: await freshDatabase() });
  await database.onModuleInit();
});
afterEach(() => database.onApplicationShutdown());

const event = (eventId: string, createdAt: Date) => ({
  ...{ eventId, type: 'customer.created', createdAt, receivedAt: new Date(0) },
  payload: `{"email":"${EMAIL}"}`,
});

/** What a log would print of it. */
async function told(work: Promise<unknown>) {
  const error: unknown = await work.catch((thrown: unknown) => thrown);
  if (!(error instanceof Error)) throw new Error('It did not fail');
  return { error, text: `${String(error)}\n${error.message}\n${error.stack}` };
}

const create = (data: Prisma.WebhookEventCreateInput) =>
  database.write((tx: WriteTransaction) => tx.webhookEvent.create({ data }));

describe('an error of the database', () => {
  it('says what was refused and why, where, and none of the data', async () => {
    const { error, text } = await told(create(event('evt_1', new Date(NaN))));

    expect(error).toBeInstanceOf(Prisma.PrismaClientValidationError);
    expect(error.message).toMatch(
      /^Invalid `.*webhookEvent\.create\(\)` invocation: Invalid value for argument `createdAt`/,
    );
    expect(error.stack).toContain('\n    at ');
    expect(text).not.toContain(EMAIL);
  });

  it('says none of it of a question either', async () => {
    const where = { payload: EMAIL, createdAt: new Date(NaN) };

    const { text } = await told(database.reader.webhookEvent.findMany({ where }));

    expect(text).toContain('argument `createdAt`');
    expect(text).not.toContain(EMAIL);
  });

  it('says nothing of a stored value that cannot be read', async () => {
    await create(event('evt_1', new Date(0)));
    await database.write((tx) => tx.$executeRaw`UPDATE WebhookEvent SET attempts = ${EMAIL}`);

    const { text } = await told(database.reader.webhookEvent.findMany());

    expect(text).not.toContain(EMAIL);
  });

  it('keeps the kind and the code that the shop decides by', async () => {
    await create(event('evt_1', new Date(0)));

    const { error, text } = await told(create(event('evt_1', new Date(0))));

    expect(error).toMatchObject({ name: 'PrismaClientKnownRequestError', code: 'P2002' });
    expect(text).toContain('Unique constraint failed');
    expect(text).not.toContain(EMAIL);
  });
});
