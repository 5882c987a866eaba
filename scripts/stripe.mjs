// `npm run stripe -- …`: runs the Stripe CLI against the account or sandbox of the shop.
import { main } from './launcher/prepare.mjs';
import { openCli } from './stripe-cli/open.mjs';

await main(async () => {
  const cli = await openCli();
  return cli.run(process.argv.slice(2));
});
