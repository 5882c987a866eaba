import { describe, expect, it } from '@jest/globals';
import { WebhookRetryService } from './webhook-retry.service.js';
import type { WebhooksService } from './webhooks.service.js';

/** Applies one event after the other, each when the test says so, for as long as it may go on. */
function slowWebhooks() {
  const seen = { begun: 0, finishOne: (): unknown => undefined };
  const webhooks: Pick<WebhooksService, 'retryDue'> = {
    async retryDue(shouldContinue) {
      while (shouldContinue()) {
        seen.begun += 1;
        await new Promise<void>((resolve) => (seen.finishOne = resolve));
      }
    },
  };
  return { seen, webhooks: webhooks as WebhooksService };
}

const aTurn = () => new Promise((resolve) => setImmediate(resolve));

describe(WebhookRetryService.name, () => {
  it('begins no further event once the shop closes, and waits for the one at hand', async () => {
    const { seen, webhooks } = slowWebhooks();
    const retry = new WebhookRetryService(webhooks);
    retry.onApplicationBootstrap();
    while (seen.begun === 0) await aTurn();

    retry.onModuleDestroy();
    let isOver = false;
    const end = retry.beforeApplicationShutdown().then(() => (isOver = true));
    await aTurn();
    expect(isOver).toBe(false);
    seen.finishOne();
    await end;

    expect(seen.begun).toBe(1);
  });
});
