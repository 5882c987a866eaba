import { Module } from '@nestjs/common';
import { PaymentGateway } from './payment-gateway.js';
import { PaymentReaderService } from './payment-reader.service.js';
import { StripeClockService } from './stripe-clock.service.js';
import { StripeGateway } from './stripe/stripe-gateway.js';
import { WebhookSecretsService } from './webhook-secrets.service.js';

@Module({
  providers: [
    PaymentReaderService,
    WebhookSecretsService,
    StripeClockService,
    { provide: PaymentGateway, useClass: StripeGateway },
  ],
  exports: [PaymentReaderService, WebhookSecretsService, StripeClockService, PaymentGateway],
})
export class PaymentsModule {}
