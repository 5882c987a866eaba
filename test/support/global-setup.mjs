// Once per run: an empty, migrated database that every test starts from a copy of.
import { mkdir, rename } from 'node:fs/promises';
import path from 'node:path';
import { bin, root, runTool } from '../../scripts/launcher/build.mjs';

export default async function globalSetup() {
  const template = path.join(root, '.test/template.db');
  // Made aside and put in place at once: another run may be copying the present one.
  const draft = `${template}.${process.pid}`;
  await mkdir(path.dirname(template), { recursive: true });
  await runTool(bin.prisma, ['migrate', 'deploy'], {
    ...process.env,
    DATABASE_URL: `file:${draft}`,
  });
  await rename(draft, template);
}
