import { examineConfiguration } from './configuration.mjs';
import { examineDatabase } from './database.mjs';
import { skipped } from './check-result.mjs';
import { examineMail } from './mail.mjs';
import { examinePorts } from './ports.mjs';
import { examinePrivateFiles } from './private-files.mjs';
import { examineProgram } from './program.mjs';
import { examineShopFiles } from './shop-files.mjs';
import { examineStripe } from './stripe.mjs';

/** Runs all checks. If a check fails, those that depend on it are skipped. Does not throw. */
export async function examine() {
  const program = examineProgram();
  if (program.some(({ state }) => state === 'failed')) {
    return [...program, skipped('the rest', 'needs the program first')];
  }
  const { checks, env } = await examineConfiguration();
  if (!env) return [...program, ...checks, skipped('the rest', 'needs the configuration first')];
  const database = await examineDatabase(env);
  return [
    ...program,
    ...checks,
    ...(await examineShopFiles(env)),
    ...database,
    ...(await examinePrivateFiles(env)),
    ...(await examineStripe(env)),
    ...(await examineMail(env)),
    ...(await examinePorts(env)),
  ];
}
