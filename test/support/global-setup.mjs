// Once per run: an empty, migrated database that every test starts from a copy of.
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { bin, root, runTool } from '../../scripts/launcher/build.mjs';

export default async function globalSetup() {
  const template = path.join(root, '.test/template.db');
  await mkdir(path.dirname(template), { recursive: true });
  await Promise.all(['', '-wal', '-shm'].map((end) => rm(template + end, { force: true })));
  const env = { ...process.env, DATABASE_URL: `file:${template}` };
  await runTool(bin.prisma, ['migrate', 'deploy'], env);
}
