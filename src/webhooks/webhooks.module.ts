import { type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';
import { OrdersModule } from '../orders/orders.module.js';
import { PaymentsModule } from '../payments/payments.module.js';
import { EventApplicationService } from './event-application.service.js';
import { StripeWebhookController } from './stripe-webhook.controller.js';
import { WebhookAdviceMiddleware } from './webhook-advice.middleware.js';
import { WebhookAdviceService } from './webhook-advice.service.js';
import { WebhookEventQueries } from './webhook-event.queries.js';
import { WebhookEventRepository } from './webhook-event.repository.js';
import { WebhookRetryService } from './webhook-retry.service.js';
import { WebhooksService } from './webhooks.service.js';

@Module({
  imports: [OrdersModule, PaymentsModule],
  controllers: [StripeWebhookController],
  providers: [
    WebhooksService,
    EventApplicationService,
    WebhookRetryService,
    WebhookEventQueries,
    WebhookEventRepository,
    WebhookAdviceService,
  ],
  exports: [WebhooksService, WebhookEventQueries],
})
export class WebhooksModule implements NestModule {
  configure(consumer: MiddlewareConsumer) {
    consumer.apply(WebhookAdviceMiddleware).forRoutes('{*path}');
  }
}
