import { Injectable } from '@nestjs/common';
import { readCliWebhookSecrets } from '../config/cli-webhook-secret.js';
import { Config } from '../config/config.module.js';

/** The signing secrets of webhooks. An event may be signed with any of them. */
@Injectable()
export class WebhookSecretsService {
  constructor(private readonly config: Config) {}

  /**
   * The configured secrets and, in development, the secret of every running `stripe listen`. Those
   * are read on each call, as they change while the shop runs.
   */
  current(): string[] {
    const { mode, webhookSecrets } = this.config.get('stripe', { infer: true });
    const isDevelopment = this.config.get('nodeEnv', { infer: true }) !== 'production';
    if (!isDevelopment || mode === 'live') return webhookSecrets;
    const cliSecrets = readCliWebhookSecrets(this.config.get('dataDirectory', { infer: true }));
    return [...webhookSecrets, ...cliSecrets];
  }
}
