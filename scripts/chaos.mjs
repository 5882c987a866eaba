// `npm run chaos`: runs the shop under injected faults: see test/chaos/README.md.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import globalSetup from '../test/support/global-setup.mjs';
import globalTeardown from '../test/support/global-teardown.mjs';
import { root } from './launcher/build.mjs';
import { main, prepareProgram } from './launcher/prepare.mjs';

await main(async () => {
  await prepareProgram();
  await globalSetup();
  const program = path.join(root, 'test/chaos/main.ts');
  const args = ['--import', 'tsx', program, ...process.argv.slice(2)];
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  await globalTeardown();
  return status ?? 1;
});
