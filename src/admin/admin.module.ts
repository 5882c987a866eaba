import { type DynamicModule, Module } from '@nestjs/common';
import { ConfigModule } from '../config/config.module.js';
import type { Env } from '../config/env.js';
import { DatabaseModule } from '../database/database.module.js';
import { OrdersModule } from '../orders/orders.module.js';
import { PaymentsModule } from '../payments/payments.module.js';
import { RecoveryModule } from '../recovery/recovery.module.js';
import { Desk } from './desk.service.js';
import { OpenMattersRepository } from './open-matters.repository.js';

/** The shop without its doors and its schedules: what a command needs of it. */
@Module({
  imports: [DatabaseModule, OrdersModule, PaymentsModule, RecoveryModule],
  providers: [Desk, OpenMattersRepository],
})
export class AdminModule {
  static with(env: Env): DynamicModule {
    return { module: AdminModule, imports: [ConfigModule.with(env)] };
  }
}
