import { Global, Module } from '@nestjs/common';
import { SharedStore } from '../../web/limits/shared-store.js';
import { CardTestingGuard } from './card-testing.guard.js';
import { MemoryPayers, Payers } from './payers.js';

const payers = {
  provide: Payers,
  inject: [SharedStore],
  useFactory: async (store: SharedStore | null) => {
    if (!store) return new MemoryPayers();
    const { PostgresqlPayers } = await import('./postgresql-payers.repository.js');
    return new PostgresqlPayers(store);
  },
};

/** Global: app.setup.ts asks the guard, and webhooks report declines to it. */
@Global()
@Module({ providers: [CardTestingGuard, payers], exports: [CardTestingGuard] })
export class CardTestingModule {}
