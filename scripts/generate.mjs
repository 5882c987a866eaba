// `npm run generate`: Prisma's clients for SQLite and for PostgreSQL. No server has to run.
import { generateAgain } from './launcher/build.mjs';
import { main } from './launcher/prepare.mjs';

await main(async () => {
  await generateAgain();
});
