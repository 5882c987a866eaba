// Prepares the database at this path as a start of the shop does.
import { migrate } from '../../../scripts/launcher/database.mjs';
import { main } from '../../../scripts/launcher/prepare.mjs';

const [databasePath = ''] = process.argv.slice(2);
await main(() => migrate({ databasePath }));
