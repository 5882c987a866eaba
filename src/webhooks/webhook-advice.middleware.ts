import { Injectable, type NestMiddleware } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { Config } from '../config/config.module.js';
import { WebhookAdviceService } from './webhook-advice.service.js';

/** Hands the layout what partials/webhook-advice prints. */
@Injectable()
export class WebhookAdviceMiddleware implements NestMiddleware {
  constructor(
    private readonly config: Config,
    private readonly advice: WebhookAdviceService,
  ) {}

  async use(request: Request, response: Response, next: NextFunction) {
    if (request.accepts(['html', 'json']) === 'html') {
      const advice = await this.advice.advice();
      const forwardTo = `localhost:${this.config.get('port', { infer: true })}/webhooks/stripe`;
      Object.assign(response.locals, { webhookAdvice: advice, forwardTo });
    }
    next();
  }
}
