import type { Client } from 'pg';
import type { ImportStore, ImportStoreSettings, ReadRecord } from '../import-store.js';
import { Apply } from './apply.repository.js';
import { Plan } from './plan.repository.js';
import { openSession, type PostgresqlLocation } from './session.js';
import { Staging } from './staging.repository.js';
import { CREATE_TABLES } from './tables.js';

/** Staged in temporary tables, in a session of its own. */
export class PostgresqlImportStore implements ImportStore {
  readonly plan: Plan;
  readonly #staging: Staging;

  private constructor(
    private readonly client: Client,
    settings: ImportStoreSettings,
  ) {
    this.#staging = new Staging(client, settings);
    this.plan = new Plan(client);
  }

  static async open(
    location: PostgresqlLocation,
    settings: ImportStoreSettings,
  ): Promise<PostgresqlImportStore> {
    const client = await openSession(location, settings.waitMs ?? 0);
    try {
      await client.query(CREATE_TABLES);
      return new PostgresqlImportStore(client, settings);
    } catch (error) {
      await client.end();
      throw error;
    }
  }

  stage(record: ReadRecord) {
    return this.#staging.stage(record);
  }

  endStaging() {
    return this.#staging.end();
  }

  apply(onSlice: (count: number) => void) {
    return new Apply(this.client).run(onSlice);
  }

  close() {
    return this.client.end();
  }
}
