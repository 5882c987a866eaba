import { Global, Module } from '@nestjs/common';
import { Config } from '../../config/config.module.js';
import { Counters, MemoryCounters } from './counters.js';
import { SharedStore } from './shared-store.js';

/** Null on SQLite, where each process has its own. */
const sharedStore = {
  provide: SharedStore,
  inject: [Config],
  useFactory: async (config: Config) => {
    const database = config.get('database', { infer: true });
    if (database.kind === 'sqlite') return null;
    const { countersPool } = await import('../../database/postgresql/pools.js');
    const [secret = ''] = config.get('sessionSecrets', { infer: true });
    return new SharedStore(countersPool(database.url), secret);
  },
};

const counters = {
  provide: Counters,
  inject: [SharedStore],
  useFactory: async (store: SharedStore | null) => {
    if (!store) return new MemoryCounters();
    const { PostgresqlCounters } = await import('./postgresql-counters.js');
    return new PostgresqlCounters(store);
  },
};

@Global()
@Module({ providers: [sharedStore, counters], exports: [SharedStore, Counters] })
export class LimitsModule {}
