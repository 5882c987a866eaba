// The temporary folder of one run of Jest, which goes with the run.
import { chmodSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ofTheSystem = tmpdir();
/** How many setups have offered it and not been taken down. */
let users = 0;
let folder = '';

/** Jest's workers, and what they start, inherit the environment. */
export function offerTemporaryFolder() {
  users += 1;
  if (users > 1) return;
  folder = mkdtempSync(path.join(ofTheSystem, 'folio-tests-'));
  // Some tests run as another user.
  chmodSync(folder, 0o755);
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) process.env[name] = folder;
}

export async function removeTemporaryFolder() {
  users -= 1;
  if (users > 0) return;
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}
