import { type DynamicModule, Module } from '@nestjs/common';
import { ConfigModule } from '../config/config.module.js';
import type { Env } from '../config/env.js';
import { DatabaseModule } from '../database/database.module.js';
import { OrdersModule } from '../orders/orders.module.js';
import { PaymentsModule } from '../payments/payments.module.js';
import { DiscrepancyQueries } from '../reconciliation/discrepancy.queries.js';
import { RecoveryModule } from '../recovery/recovery.module.js';
import { WebhookEventQueries } from '../webhooks/webhook-event.queries.js';
import { Desk } from './desk.service.js';
import { OpenMattersService } from './open-matters.service.js';

/** The shop without its doors and its schedules: what a command needs of it. */
@Module({
  imports: [DatabaseModule, OrdersModule, PaymentsModule, RecoveryModule],
  providers: [
    Desk,
    OpenMattersService,
    // Not by their modules, which would begin to sweep.
    DiscrepancyQueries,
    WebhookEventQueries,
  ],
})
export class AdminModule {
  static with(env: Env): DynamicModule {
    return { module: AdminModule, imports: [ConfigModule.with(env)] };
  }
}
