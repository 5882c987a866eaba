// SQLite only: it installs packages, and opens no database.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, cp, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { freshFolder } from '../support/database.js';
import { root } from '../support/program.js';

// The launcher's first step in a project whose packages are not as they should be. npm itself is a script
// here that records what it is asked for and, when it is to rebuild, hands in the binary.

let project: string;
let tools: string;
const inProject = (file: string) => path.join(project, 'node_modules', file);
const asked = () => {
  const log = path.join(tools, 'asked');
  return existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : [];
};

beforeEach(async () => {
  project = await freshFolder();
  tools = await freshFolder();
  await writeNpm(
    `ln -s ${root}/node_modules/better-sqlite3/build node_modules/better-sqlite3/build`,
  );
  for (const part of ['scripts', 'package.json', 'package-lock.json']) {
    await cp(path.join(root, part), path.join(project, part), { recursive: true });
  }
  await linkPackages();
});

async function writeNpm(rebuild: string) {
  const npm = path.join(tools, 'npm');
  const lines = [`echo "$@" >> ${tools}/asked`, `if [ "$1" = rebuild ]; then ${rebuild}; fi`];
  await writeFile(npm, `#!/bin/sh\n${lines.join('\n')}\n`);
  await chmod(npm, 0o755);
}

/** As npm with `ignore-scripts`: better-sqlite3 is there without its binary. */
async function linkPackages() {
  const { dependencies, devDependencies } = JSON.parse(
    readFileSync(path.join(root, 'package.json'), 'utf8'),
  ) as Record<'dependencies' | 'devDependencies', Record<string, string>>;
  const names = [...Object.keys({ ...dependencies, ...devDependencies }), 'bindings'];
  for (const name of [...names, 'file-uri-to-path'].filter((each) => each !== 'better-sqlite3')) {
    await mkdir(path.dirname(inProject(name)), { recursive: true });
    await symlink(path.join(root, 'node_modules', name), inProject(name));
  }
  for (const part of ['package.json', 'lib']) {
    const from = path.join(root, 'node_modules/better-sqlite3', part);
    await cp(from, inProject(`better-sqlite3/${part}`), { recursive: true });
  }
}

function run(code: string, env: Record<string, string> = {}): string {
  const args = ['--input-type=module', '-e', code];
  const PATH = `${tools}:${process.env['PATH'] ?? ''}`;
  const options = { cwd: project, env: { PATH, ...env }, stdio: 'pipe', encoding: 'utf8' } as const;
  return execFileSync(process.execPath, args, options);
}

const install = (env?: Record<string, string>) =>
  run(`await (await import('./scripts/launcher/install.mjs')).install()`, env);
const rememberInstall = () =>
  run(`(await import('./scripts/launcher/install.mjs')).rememberInstall()`);
const examine = () =>
  JSON.parse(
    run(`const { examineProgram } = await import('./scripts/doctor/program.mjs');
         console.log(JSON.stringify(examineProgram()))`),
  ) as { name: string; state: string; message: string; remedy: string | null }[];
const found = (name: string) => examine().find((check) => check.name === name);

const CI = 'ci --include=dev --no-audit --no-fund';
const REBUILD = 'rebuild better-sqlite3 --ignore-scripts=false';

describe('npm start after an installation', () => {
  it('whose packages were not allowed to build themselves builds the one it needs, once', () => {
    rememberInstall();

    const first = install({ npm_config_ignore_scripts: 'true' });
    const second = install();

    expect(first).toMatch(/^ {2}Building better-sqlite3 .+ s$/m);
    expect(second).toBe('');
    expect(asked()).toEqual([REBUILD]);
  });

  it('whose binary cannot be built says why', async () => {
    rememberInstall();
    await writeNpm('true');

    expect(() => install()).toThrow(/better-sqlite3 cannot be used: Could not locate the bindings/);
  });

  it.each([
    ['without what builds the shop', '@nestjs/cli'],
    ['that lost a package', 'stripe'],
  ])('%s installs again, although it was told to be complete', async (_case, name) => {
    await rm(inProject(name));
    rememberInstall();

    install({ NODE_ENV: 'production' });

    expect(asked()).toEqual([CI, REBUILD]);
  });

  it('of another version of a package installs again', async () => {
    await rm(inProject('stripe'));
    await mkdir(inProject('stripe'));
    await writeFile(inProject('stripe/package.json'), '{ "version": "1.0.0" }');
    rememberInstall();

    install();

    expect(asked()[0]).toBe(CI);
  });
});

describe('another version of Node', () => {
  it.each([
    ['18.20.0', 1],
    ['20.18.3', 1],
    ['20.19.0', 0],
    ['22.11.0', 1],
    ['22.12.0', 0],
    ['23.11.0', 1],
    ['24.0.0', 0],
  ])('than %s is asked for where it would fail later: %i', (version, code) => {
    const old = `const node = '${version}'; Object.defineProperty(process, 'versions', { value: { ...process.versions, node } })`;
    const args = ['--import', `data:text/javascript,${old}`, 'scripts/launcher/node-version.mjs'];
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });

    expect(status).toBe(code);
    expect(stderr.includes('Folio needs Node 20.19 or later')).toBe(code === 1);
  });
});

describe('npm run doctor after such an installation', () => {
  it('names the package that was not built, and how to build it', () => {
    expect(found('packages')?.state).not.toBe('failed');
    expect(found('native module')).toMatchObject({
      state: 'failed',
      message: expect.stringContaining('better-sqlite3 was not built') as unknown,
      remedy: 'npm start, or: npm rebuild better-sqlite3 --ignore-scripts=false',
    });
  });

  it('names the packages that are missing', async () => {
    await rm(inProject('@nestjs/cli'));

    expect(found('packages')).toMatchObject({
      state: 'failed',
      message: '1 missing or of another version: @nestjs/cli',
    });
  });
});

describe('the embedded sandbox', () => {
  it('is told what .env says to it', async () => {
    await writeFile(path.join(project, '.env'), '\uFEFFSANDBOX_HOST=0.0.0.0\nPORT=4000\n');

    const said = run(`
      const { sandboxVariables } = await import('./scripts/launcher/sandbox.mjs');
      const { SANDBOX_HOST, PORT } = sandboxVariables();
      console.log(SANDBOX_HOST, PORT);`);

    expect(said).toBe('0.0.0.0 undefined\n');
  });

  it('posts its events to where the shop listens', () => {
    const hosts = ['127.0.0.1', '0.0.0.0', '::1', '::', '192.168.1.5', 'shop.lan'];
    const urls = run(`
      const { sandboxFor } = await import('./scripts/launcher/sandbox.mjs');
      const stripe = { embedded: true, webhookSecrets: ['whsec_x'] };
      for (const host of ${JSON.stringify(hosts)}) {
        const [{ env }] = sandboxFor({ host, port: 3000, stripe, sandbox: { port: 1, dataPath: 'x' } });
        console.log(env.SANDBOX_WEBHOOK_URL);
      }`);

    expect(urls.trim().split('\n')).toEqual([
      'http://127.0.0.1:3000/webhooks/stripe',
      'http://127.0.0.1:3000/webhooks/stripe',
      'http://[::1]:3000/webhooks/stripe',
      'http://[::1]:3000/webhooks/stripe',
      'http://192.168.1.5:3000/webhooks/stripe',
      'http://shop.lan:3000/webhooks/stripe',
    ]);
  });
});
