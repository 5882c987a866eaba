import { Module } from '@nestjs/common';
import { PaymentGateway } from './payment-gateway.js';
import { PaymentWatch } from './payment-watch.service.js';
import { SigningSecrets } from './signing-secrets.service.js';
import { StripeClock } from './stripe-clock.service.js';
import { StripeGateway } from './stripe/stripe-gateway.js';

@Module({
  providers: [
    PaymentWatch,
    SigningSecrets,
    StripeClock,
    { provide: PaymentGateway, useClass: StripeGateway },
  ],
  exports: [PaymentWatch, SigningSecrets, StripeClock, PaymentGateway],
})
export class PaymentsModule {}
