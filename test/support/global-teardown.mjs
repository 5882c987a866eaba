import stopBrowser from '../../sandbox/test/support/global-teardown.mjs';
import { stopPostgres } from './postgres/run.mjs';

export default async function globalTeardown() {
  await Promise.all([stopBrowser(), stopPostgres()]);
}
