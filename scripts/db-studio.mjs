// `npm run db:studio`: Prisma Studio on the shop's database. Arguments go to Prisma.
import { pathToFileURL } from 'node:url';
import { bin } from './launcher/build.mjs';
import { main, prepareCommand } from './launcher/prepare.mjs';

await main(async () => {
  const { database } = await prepareCommand();
  // Prisma Studio knows a file by `file://` alone, which Prisma's other commands do not take.
  const url = database.kind === 'sqlite' ? ['--url', `file://${database.path}`] : [];
  process.argv.splice(2, 0, 'studio', ...url);
  await import(pathToFileURL(bin.prisma).href);
});
