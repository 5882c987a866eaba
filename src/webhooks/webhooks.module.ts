import { type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';
import { OrdersModule } from '../orders/orders.module.js';
import { PaymentsModule } from '../payments/payments.module.js';
import { EventApplicationService } from './event-application.service.js';
import { StripeWebhookController } from './stripe-webhook.controller.js';
import { WebhookAdviceMiddleware } from './webhook-advice.middleware.js';
import { WebhookAdviceService } from './webhook-advice.service.js';
import { WebhookEventRepository } from './webhook-event.repository.js';
import { WebhookRetryService } from './webhook-retry.service.js';
import { WebhookSilenceRepository } from './webhook-silence.repository.js';
import { WebhooksService } from './webhooks.service.js';

@Module({
  imports: [OrdersModule, PaymentsModule],
  controllers: [StripeWebhookController],
  providers: [
    WebhooksService,
    EventApplicationService,
    WebhookRetryService,
    WebhookEventRepository,
    WebhookAdviceService,
    WebhookSilenceRepository,
  ],
  exports: [WebhooksService],
})
export class WebhooksModule implements NestModule {
  configure(consumer: MiddlewareConsumer) {
    consumer.apply(WebhookAdviceMiddleware).forRoutes('{*path}');
  }
}
