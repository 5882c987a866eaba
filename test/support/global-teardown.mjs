import tearDownSandbox from '../../sandbox/test/support/global-teardown.mjs';
import { stopPostgres } from './postgres/run.mjs';

export default async function globalTeardown() {
  await stopPostgres();
  await tearDownSandbox();
}
