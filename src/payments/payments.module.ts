import { Module } from '@nestjs/common';
import { PaymentGateway } from './payment-gateway.js';
import { PaymentWatch } from './payment-watch.service.js';
import { StripeClock } from './stripe-clock.service.js';
import { StripeGateway } from './stripe/stripe-gateway.js';

@Module({
  providers: [PaymentWatch, StripeClock, { provide: PaymentGateway, useClass: StripeGateway }],
  exports: [PaymentWatch, StripeClock, PaymentGateway],
})
export class PaymentsModule {}
