import type { ClientKey } from '../../web/limits/client-key.js';
import type { SharedStore } from '../../web/limits/shared-store.js';
import { Payers } from './payers.js';

const REMEMBER = `INSERT INTO "Payer" ("token", "session", "address") VALUES ($1, $2, $3)
  ON CONFLICT ("token") DO UPDATE SET "session" = $2, "address" = $3, "at" = CURRENT_TIMESTAMP`;
const FIND = `SELECT "session", "address" FROM "Payer" WHERE "token" = $1`;
/** After that, the payment has been canceled, unless unpaid orders may be older. */
const DELETE_OLD = `DELETE FROM "Payer" WHERE "at" < CURRENT_TIMESTAMP - interval '1 day'`;

export class PostgresqlPayers extends Payers {
  constructor(private readonly store: SharedStore) {
    super();
    store.cleanUpWith(DELETE_OLD);
  }

  override async remember(token: string, { session, address }: ClientKey): Promise<void> {
    await this.store.rows(REMEMBER, [this.store.pseudonymOf(token), session, address]);
  }

  override async find(token: string): Promise<ClientKey | null> {
    const [client] = await this.store.rows<ClientKey>(FIND, [this.store.pseudonymOf(token)]);
    return client ?? null;
  }
}
