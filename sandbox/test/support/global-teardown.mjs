import { stopChromium } from './chromium-server.mjs';
import { removeTemporaryFolder } from './temporary-folder.mjs';

export default async function globalTeardown() {
  await stopChromium();
  await removeTemporaryFolder();
}
