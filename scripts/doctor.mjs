// `npm run doctor [-- --json]`: checks everything that the shop needs, and prints remedies. It changes
// nothing. Exits with 1 if a check fails.
import { examine } from './doctor/examine.mjs';
import { asJson, asText } from './doctor/report.mjs';

const checks = await examine();
console.log(process.argv.includes('--json') ? asJson(checks) : asText(checks));
process.exitCode = checks.some(({ state }) => state === 'failed') ? 1 : 0;
