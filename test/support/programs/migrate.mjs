// Prepares the database at this URL as a start of the shop does. `--existing`: as one in production.
import { migrate } from '../../../scripts/launcher/database.mjs';
import { importBuilt } from '../../../scripts/launcher/import-built.mjs';
import { main } from '../../../scripts/launcher/prepare.mjs';

const [url = '', existing] = process.argv.slice(2);
await main(async () => {
  const { databaseLocation } = await importBuilt('config/database-location.js');
  const database = databaseLocation(url, process.cwd());
  await migrate({ database }, { mayCreate: existing === undefined });
});
