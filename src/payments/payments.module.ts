import { Module } from '@nestjs/common';
import { PaymentGateway } from './payment-gateway.js';
import { PaymentWatch } from './payment-watch.service.js';
import { StripeGateway } from './stripe/stripe-gateway.js';

@Module({
  providers: [PaymentWatch, { provide: PaymentGateway, useClass: StripeGateway }],
  exports: [PaymentWatch, PaymentGateway],
})
export class PaymentsModule {}
