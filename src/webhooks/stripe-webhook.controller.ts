import { Controller, HttpCode, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import { WebhooksService } from './webhooks.service.js';

@Controller('webhooks/stripe')
export class StripeWebhookController {
  constructor(private readonly webhooks: WebhooksService) {}

  /** A 2xx response means that the event is stored, not that it is processed. */
  @Post()
  @HttpCode(200)
  async receive(@Req() request: Request) {
    const body: unknown = request.body;
    const signatures = request.headersDistinct['stripe-signature'] ?? [];
    await this.webhooks.receive(Buffer.isBuffer(body) ? body : Buffer.alloc(0), signatures);
    return { received: true };
  }
}
