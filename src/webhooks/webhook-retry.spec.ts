import { describe, expect, it } from '@jest/globals';
import { WebhookRetryService } from './webhook-retry.service.js';
import type { WebhooksService } from './webhooks.service.js';

/** Processes events in sequence while `shouldContinue`; each ends when the test calls `finishOne`. */
function slowWebhooks() {
  const calls = { begun: 0, finishOne: (): unknown => undefined };
  const webhooks: Pick<WebhooksService, 'retryDue'> = {
    async retryDue(shouldContinue) {
      while (shouldContinue()) {
        calls.begun += 1;
        await new Promise<void>((resolve) => (calls.finishOne = resolve));
      }
    },
  };
  return { calls, webhooks: webhooks as WebhooksService };
}

const nextTick = () => new Promise((resolve) => setImmediate(resolve));

describe(WebhookRetryService.name, () => {
  it('begins no further event once the shop closes, and waits for the one at hand', async () => {
    const { calls, webhooks } = slowWebhooks();
    const retry = new WebhookRetryService(webhooks);
    retry.onApplicationBootstrap();
    while (calls.begun === 0) await nextTick();

    retry.onModuleDestroy();
    let isEnded = false;
    const end = retry.beforeApplicationShutdown().then(() => (isEnded = true));
    await nextTick();
    expect(isEnded).toBe(false);
    calls.finishOne();
    await end;

    expect(calls.begun).toBe(1);
  });
});
