import { type DynamicModule, Module } from '@nestjs/common';
import { ConfigModule } from '../config/config.module.js';
import type { Env } from '../config/env.js';
import { DatabaseModule } from '../database/database.module.js';
import { FulfilmentModule } from '../fulfilment/fulfilment.module.js';
import { OutboxModule } from '../mail/outbox.module.js';
import { OrdersModule } from '../orders/orders.module.js';
import { RefundsModule } from '../orders/refunds/refunds.module.js';
import { ReviewModule } from '../orders/review/review.module.js';
import { PaymentsModule } from '../payments/payments.module.js';
import { DiscrepancyQueries } from '../reconciliation/discrepancies/discrepancy.queries.js';
import { RecoveryModule } from '../recovery/recovery.module.js';
import { ShopModule } from '../shop/shop.module.js';
import { WebhookEventQueries } from '../webhooks/webhook-event.queries.js';
import { CheckCommand } from './commands/check.command.js';
import { ListCommand } from './commands/list.command.js';
import { MailCommand } from './commands/mail.command.js';
import { ReceiptsCommand } from './commands/receipts.command.js';
import { RecoverCommand } from './commands/recover.command.js';
import { RefundCommand } from './commands/refund.command.js';
import { ReviewCommand } from './commands/review.command.js';
import { ShowCommand } from './commands/show.command.js';
import { ParcelCommandsModule } from './parcel-commands.module.js';
import { PendingWorkService } from './pending-work.service.js';
import { SystemStatusService } from './system-status.service.js';

/** The shop without its HTTP server and its background work. */
@Module({
  imports: [
    DatabaseModule,
    FulfilmentModule,
    OrdersModule,
    OutboxModule,
    ParcelCommandsModule,
    PaymentsModule,
    RecoveryModule,
    RefundsModule,
    ReviewModule,
    ShopModule,
  ],
  providers: [
    CheckCommand,
    ListCommand,
    MailCommand,
    ReceiptsCommand,
    RecoverCommand,
    RefundCommand,
    ReviewCommand,
    ShowCommand,
    PendingWorkService,
    SystemStatusService,
    // Not by importing their modules, which would start the background work.
    DiscrepancyQueries,
    WebhookEventQueries,
  ],
})
export class AdminModule {
  static with(env: Env): DynamicModule {
    return { module: AdminModule, imports: [ConfigModule.with(env)] };
  }
}
