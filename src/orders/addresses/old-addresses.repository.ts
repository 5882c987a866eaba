import { Injectable } from '@nestjs/common';
import { DatabaseService } from '../../database/database.service.js';
import type { Sql } from '../../database/sql.js';
import { findSentSince } from '../../fulfilment/sent-copies.repository.js';
import { deleteAddresses } from '../order-writer.repository.js';
import { findOldAddresses } from './old-addresses.queries.js';

/** Other writes come between. */
const AT_ONCE = 500;

@Injectable()
export class OldAddressesRepository {
  constructor(private readonly database: DatabaseService) {}

  /**
   * Deletes the addresses of orders that were paid, or given up, before that time, and of which nothing was sent since.
   * Nothing else of the orders. Resolves to how many.
   */
  async deleteBefore(time: Date): Promise<number> {
    let deleted = 0;
    let after: string | undefined = '';
    while (after !== undefined) {
      const from: string = after;
      const some = await this.database.writeSql((sql) => deleteSome(sql, time, from));
      deleted += some.deleted;
      after = some.last;
    }
    return deleted;
  }
}

async function deleteSome(sql: Sql, time: Date, after: string) {
  const old = await findOldAddresses(sql, time, { after, limit: AT_ONCE });
  const sent = new Set(await findSentSince(sql, old, time));
  const deleted = await deleteAddresses(sql, old.filter((id) => !sent.has(id))); // prettier-ignore
  return { deleted, last: old.at(-1) };
}
