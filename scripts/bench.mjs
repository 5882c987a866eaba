// `npm run bench`: measures the shop beside a hard-coded page: see docs/benchmarks.md.
// `npm run bench:processes`: purchases with several processes, into docs/benchmarks-processes.md.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import globalSetup from '../test/support/global-setup.mjs';
import globalTeardown from '../test/support/global-teardown.mjs';
import { root } from './launcher/build.mjs';
import { main, prepareProgram } from './launcher/prepare.mjs';

await main(async () => {
  await prepareProgram();
  await globalSetup();
  const [first, ...rest] = process.argv.slice(2);
  const isOfProcesses = first === 'processes';
  const program = path.join(root, `test/bench/${isOfProcesses ? 'processes' : 'main'}.ts`);
  const args = ['--import', 'tsx', program, ...(isOfProcesses ? rest : process.argv.slice(2))];
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  await globalTeardown();
  return status ?? 1;
});
