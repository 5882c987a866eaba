// `npm run doctor`: looks at everything a running shop needs, changes nothing, says how to mend what
// is wrong. Ends with 1 when something is. With --json for programs.
import { examine } from './doctor/examine.mjs';
import { asJson, asText } from './doctor/report.mjs';

const checks = await examine();
console.log(process.argv.includes('--json') ? asJson(checks) : asText(checks));
process.exitCode = checks.some(({ state }) => state === 'failed') ? 1 : 0;
