// `npm run stripe:listen`: forwards Stripe's events to the shop, and publishes their signing secret to it,
// so that it need not be copied into .env.
import { main } from './launcher/prepare.mjs';
import { openCli } from './stripe-cli/open.mjs';
import { publishWebhookSecret } from './stripe-cli/publish-webhook-secret.mjs';

await main(async () => {
  const cli = await openCli();
  const revoke = await publishWebhookSecret(cli.env, await cli.read(['listen', '--print-secret']));
  try {
    return await cli.run(['listen', ...process.argv.slice(2)]);
  } finally {
    await revoke();
  }
});
