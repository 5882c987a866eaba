import { Module } from '@nestjs/common';
import { OrdersModule } from '../orders/orders.module.js';
import { PaymentsModule } from '../payments/payments.module.js';
import { StripeWebhookController } from './stripe-webhook.controller.js';
import { WebhookEventRepository } from './webhook-event.repository.js';
import { WebhookRetryService } from './webhook-retry.service.js';
import { WebhooksService } from './webhooks.service.js';

@Module({
  imports: [OrdersModule, PaymentsModule],
  controllers: [StripeWebhookController],
  providers: [WebhooksService, WebhookRetryService, WebhookEventRepository],
})
export class WebhooksModule {}
