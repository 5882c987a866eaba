// Once per run: an empty, migrated database that every test starts from a copy of.
import { copyFile, mkdir, mkdtemp, rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bin, root, runTool } from '../../scripts/launcher/build.mjs';

export default async function globalSetup() {
  const template = path.join(root, '.test/template.db');
  const fresh = path.join(await mkdtemp(path.join(tmpdir(), 'folio-')), 'template.db');
  await runTool(bin.prisma, ['migrate', 'deploy'], {
    ...process.env,
    DATABASE_URL: `file:${fresh}`,
  });
  await mkdir(path.dirname(template), { recursive: true });
  // In one step, so that another run which is under way never misses it.
  await copyFile(fresh, `${template}.${process.pid}`);
  await rename(`${template}.${process.pid}`, template);
}
