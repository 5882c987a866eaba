// `npm run stripe -- …`: the genuine Stripe CLI against whatever the shop is configured for.
import { main } from './launcher/prepare.mjs';
import { openCli } from './stripe-cli/open.mjs';

await main(async () => {
  const cli = await openCli();
  return cli.run(process.argv.slice(2));
});
