// `npm run planted-bugs`: runs the tests against planted bugs: see test/planted/README.md.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import globalSetup from '../test/support/global-setup.mjs';
import globalTeardown from '../test/support/global-teardown.mjs';
import { root } from './launcher/build.mjs';
import { main, prepareProgram } from './launcher/prepare.mjs';

await main(async () => {
  await prepareProgram();
  await globalSetup();
  const program = path.join(root, 'test/planted/main.ts');
  const args = ['--import', 'tsx', program, ...process.argv.slice(2)];
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  await globalTeardown();
  return status ?? 1;
});
