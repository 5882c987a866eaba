import { Injectable, type NestMiddleware } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { WebhookAdviceService } from './webhook-advice.service.js';

/** Hands the layout what partials/webhook-advice prints. */
@Injectable()
export class WebhookAdviceMiddleware implements NestMiddleware {
  constructor(private readonly advice: WebhookAdviceService) {}

  async use(request: Request, response: Response, next: NextFunction) {
    if (request.accepts(['html', 'json']) === 'html') {
      Object.assign(response.locals, { webhookAdvice: await this.advice.advice() });
    }
    next();
  }
}
