// `npm run check`: runs what CI runs: all static checks, then the tests. Arguments go to Jest.
import { spawnSync } from 'node:child_process';
import { prepareProgram, main } from './launcher/prepare.mjs';

const CHECKS = ['format:check', 'lint', 'typecheck', 'layers', 'dead'];

await main(async () => {
  await prepareProgram();
  const failed = CHECKS.filter((name) => !npmRun(name));
  if (failed.length > 0) throw new Error(`Failed: ${failed.join(', ')}. The tests were not run.`);
  return npmRun('test', process.argv.slice(2)) ? 0 : 1;
});

/**
 * @param {string} name
 * @param {string[]} args
 */
function npmRun(name, args = []) {
  console.log(`\n${name}`);
  const { status } = spawnSync('npm', ['run', '--silent', name, '--', ...args], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  return status === 0;
}
