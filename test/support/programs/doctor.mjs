// Runs `npm run doctor` again and again without a new process: each message is an environment, and is
// answered with the findings.
import { examine } from '../../../scripts/doctor/examine.mjs';

process.once('disconnect', () => process.exit());
process.on('message', async (env) => {
  process.env = env;
  process.send(await examine());
});
