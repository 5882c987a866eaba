// `npm run seed`: imports prisma/books.json. Running it again changes nothing.
// Other files: npm run seed -- FILE…, as docs/guides/importing-books.md says.
import { runSeed } from '../src/catalog/seed/run-seed.js';

process.exitCode = await runSeed(process.argv.slice(2));
