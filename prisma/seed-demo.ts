// `npm run seed:demo -- COUNT`: imports a large catalog that is made up, the same each time.
// `npm run seed:demo -- COUNT --print`: writes it to standard output instead, as CSV.
import { runSeedDemo } from '../src/catalog/seed/demo/run-seed-demo.js';

process.exitCode = await runSeedDemo(process.argv.slice(2));
