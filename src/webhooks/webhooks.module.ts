import { type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';
import { OrdersModule } from '../orders/orders.module.js';
import { PaymentsModule } from '../payments/payments.module.js';
import { WebhookSetupHintMiddleware } from './setup-hint/webhook-setup-hint.middleware.js';
import { WebhookSetupHintService } from './setup-hint/webhook-setup-hint.service.js';
import { OldPayloadsRepository } from './old-payloads.repository.js';
import { OldPayloadsScheduler } from './old-payloads.scheduler.js';
import { StripeWebhookController } from './stripe-webhook.controller.js';
import { WebhookEventProcessor } from './webhook-event-processor.service.js';
import { WebhookEventQueries } from './webhook-event.queries.js';
import { WebhookEventRepository } from './webhook-event.repository.js';
import { WebhookRetryService } from './webhook-retry.service.js';
import { WebhooksService } from './webhooks.service.js';

@Module({
  imports: [OrdersModule, PaymentsModule],
  controllers: [StripeWebhookController],
  providers: [
    WebhooksService,
    WebhookEventProcessor,
    WebhookRetryService,
    WebhookEventQueries,
    WebhookEventRepository,
    WebhookSetupHintService,
    OldPayloadsRepository,
    OldPayloadsScheduler,
  ],
  exports: [WebhooksService, WebhookEventQueries],
})
export class WebhooksModule implements NestModule {
  configure(consumer: MiddlewareConsumer) {
    consumer.apply(WebhookSetupHintMiddleware).forRoutes('{*path}');
  }
}
