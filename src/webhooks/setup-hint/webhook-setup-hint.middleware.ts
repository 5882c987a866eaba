import { Injectable, type NestMiddleware } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { WebhookSetupHintService } from './webhook-setup-hint.service.js';

/** Sets the local that partials/webhook-setup-hint renders. */
@Injectable()
export class WebhookSetupHintMiddleware implements NestMiddleware {
  constructor(private readonly hints: WebhookSetupHintService) {}

  async use(request: Request, response: Response, next: NextFunction) {
    if (request.accepts(['html', 'json']) === 'html') {
      Object.assign(response.locals, { webhookSetupHint: await this.hints.hint() });
    }
    next();
  }
}
