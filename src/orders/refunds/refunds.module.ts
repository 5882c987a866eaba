import { Module } from '@nestjs/common';
import { PaymentsModule } from '../../payments/payments.module.js';
import { OrdersModule } from '../orders.module.js';
import { RefundRepository } from './refund.repository.js';
import { RefundService } from './refund.service.js';

@Module({
  imports: [OrdersModule, PaymentsModule],
  providers: [RefundRepository, RefundService],
  exports: [RefundService],
})
export class RefundsModule {}
