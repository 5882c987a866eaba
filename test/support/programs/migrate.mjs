// Prepares the database at this URL as a start of the shop does.
import { migrate } from '../../../scripts/launcher/database.mjs';
import { importBuilt } from '../../../scripts/launcher/import-built.mjs';
import { main } from '../../../scripts/launcher/prepare.mjs';

const [url = ''] = process.argv.slice(2);
await main(async () => {
  const { databaseLocation } = await importBuilt('config/database-location.js');
  return migrate({ database: databaseLocation(url, process.cwd()) });
});
