import { Injectable } from '@nestjs/common';
import { readCliWebhookSecrets } from '../config/cli-webhook-secret.js';
import { Config } from '../config/config.module.js';

/** Any of them may have signed an event. */
@Injectable()
export class WebhookSecretsService {
  constructor(private readonly config: Config) {}

  /**
   * Those of the configuration, and, on a developer's machine, those of every `stripe listen` that
   * runs just now: read each time, since they come and go while the shop runs.
   */
  current(): string[] {
    const { mode, webhookSecrets } = this.config.get('stripe', { infer: true });
    const isDevelopment = this.config.get('nodeEnv', { infer: true }) !== 'production';
    if (!isDevelopment || mode === 'live') return webhookSecrets;
    const handed = readCliWebhookSecrets(this.config.get('databasePath', { infer: true }));
    return [...webhookSecrets, ...handed];
  }
}
