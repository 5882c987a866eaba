import { type DynamicModule, Module } from '@nestjs/common';
import { BackupModule } from './backup/backup.module.js';
import { CartModule } from './cart/cart.module.js';
import { CatalogModule } from './catalog/catalog.module.js';
import { CheckoutModule } from './checkout/checkout.module.js';
import { ConfigModule } from './config/config.module.js';
import type { Env } from './config/env.js';
import { DatabaseModule } from './database/database.module.js';
import { HealthModule } from './health/health.module.js';
import { MailModule } from './mail/mail.module.js';
import { OrdersModule } from './orders/orders.module.js';
import { OrderPagesModule } from './orders/pages/order-pages.module.js';
import { PersonalDataModule } from './orders/personal-data.module.js';
import { PaymentsModule } from './payments/payments.module.js';
import { ReceiptsModule } from './receipts/receipts.module.js';
import { ReconciliationModule } from './reconciliation/reconciliation.module.js';
import { ShopPagesModule } from './shop/pages/shop-pages.module.js';
import { ShopModule } from './shop/shop.module.js';
import { LimitsModule } from './web/limits/limits.module.js';
import { WebModule } from './web/web.module.js';
import { WebhooksModule } from './webhooks/webhooks.module.js';

@Module({
  imports: [
    DatabaseModule,
    CatalogModule,
    CartModule,
    CheckoutModule,
    OrdersModule,
    OrderPagesModule,
    PersonalDataModule,
    MailModule,
    PaymentsModule,
    ReceiptsModule,
    WebhooksModule,
    BackupModule,
    ReconciliationModule,
    HealthModule,
    ShopModule,
    ShopPagesModule,
    WebModule,
    LimitsModule,
  ],
})
export class AppModule {
  static with(env: Env): DynamicModule {
    return { module: AppModule, imports: [ConfigModule.with(env)] };
  }
}
