// SQLite only: starts-on-postgresql tries what differs there.
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, freePort, type Program, spawnProgram } from 'stripe-sandbox/testing';
import { printedWith } from '../../sandbox/test/support/printed.js';
import { isRunning } from '../../src/common/process.js';
import { childrenOf, descendantsOf } from '../support/processes.js';
import { root } from '../support/program.js';
import { scratchProject } from '../support/scratch-project.js';

// `npm start` in a copy of the project, as a newcomer has it once the packages are there.

const STEPS = [
  'Generating the Prisma client',
  'Building',
  'Preparing the database',
  'Putting the books on the shelf',
];

/** A build takes ten seconds, and a busy machine several times as long. */
const FIRST_START_S = 180;

interface Start {
  launcher: Program;
  shopUrl: string;
  sandboxUrl: string;
}

let project: string;
let firstTook: number;
const started: Program[] = [];

beforeAll(async () => {
  project = await scratchProject();
  // As npm does after an install.
  execFileSync(process.execPath, [path.join(project, 'scripts/postinstall.mjs')]);
});
const stopAll = async () => {
  await Promise.all(started.splice(0).map((launcher) => launcher.stop('SIGKILL')));
};

/** As npm runs it, or another script. */
async function npmStart(
  env: Record<string, string> = {},
  script = 'scripts/start.mjs',
  args: string[] = [],
): Promise<Start> {
  const [port, sandboxPort] = [String(await freePort()), String(await freePort())];
  const surroundings = {
    NODE_ENV: 'development',
    PORT: port,
    SANDBOX_PORT: sandboxPort,
    DATABASE_URL: 'file:./data/shop.db',
    SANDBOX_DATA: './data/stripe.db',
    ...env,
  };
  const launcher = spawnProgram(script, surroundings, project, args);
  started.push(launcher);
  return {
    launcher,
    shopUrl: `http://127.0.0.1:${surroundings.PORT}`,
    sandboxUrl: `http://127.0.0.1:${surroundings.SANDBOX_PORT}`,
  };
}

/** Resolves to the first page; fails at once when the launcher gave up. */
async function firstPage({ launcher, shopUrl }: Start): Promise<string> {
  const page = eventually(async () => (await fetch(shopUrl)).text(), FIRST_START_S);
  const gaveUp = launcher.ended.then(() => {
    throw new Error(`The launcher gave up:\n${launcher.output()}`);
  });
  return Promise.race([page, gaveUp]);
}

const stepsIn = ({ launcher }: Start) => STEPS.filter((step) => launcher.output().includes(step));

/** The launcher's own programs, by their process ids. */
const programsOf = ({ launcher }: Start) => childrenOf(launcher.pid);

async function expectNothingLeft(start: Start, programs: number[]) {
  await eventually(() => {
    expect(programs.filter(isRunning)).toEqual([]);
  });
  await expect(fetch(start.shopUrl)).rejects.toThrow();
  await expect(fetch(start.sandboxUrl)).rejects.toThrow();
}

async function expectEnd(start: Start, signal: NodeJS.Signals) {
  const programs = programsOf(start);

  await start.launcher.stop(signal);

  expect(programs).toHaveLength(2);
  expect(await start.launcher.ended).toBe(0);
  await expectNothingLeft(start, programs);
}

describe('the first npm start', () => {
  let start: Start;
  beforeAll(async () => {
    const began = performance.now();
    start = await npmStart();
    await firstPage(start);
    firstTook = performance.now() - began;
  }, FIRST_START_S * 1_000);
  afterAll(stopAll);

  it('prepares what is missing, one line a step, and opens a shop with books', async () => {
    expect(await firstPage(start)).toContain('The Art of Doing Science and Engineering');
    for (const step of STEPS) {
      expect(start.launcher.output()).toMatch(new RegExp(`^ {2}${step} … \\d+\\.\\d s$`, 'm'));
    }
    expect(start.launcher.output()).toContain('payments go to a Stripe sandbox');
    for (const end of ['', '-wal', '-shm']) {
      expect(statSync(path.join(project, `data/shop.db${end}`)).mode & 0o777).toBe(0o600);
    }
    expect((await fetch(`${start.sandboxUrl}/_sandbox/health`)).status).toBe(200);
  });

  it('ends with all its programs on SIGTERM', () => expectEnd(start, 'SIGTERM'));
});

describe('the second npm start', () => {
  let start: Start;
  let took: number;
  beforeAll(async () => {
    writeFileSync(path.join(project, '.env'), 'SMPT_HOST=mail.example\n');
    const began = performance.now();
    start = await npmStart();
    await firstPage(start);
    took = performance.now() - began;
  }, FIRST_START_S * 1_000);
  afterAll(async () => {
    rmSync(path.join(project, '.env'));
    await stopAll();
  });

  it('warns once about a variable in .env that nothing reads, as the doctor does', async () => {
    const doctor = spawnProgram('scripts/doctor.mjs', { NODE_ENV: 'development' }, project);
    await doctor.ended;

    for (const output of [start.launcher.output(), doctor.output()]) {
      expect(output.split('SMPT_HOST in .env is read by nothing. Is MAIL_URL meant?')).toHaveLength(2); // prettier-ignore
    }
  });

  it('does nothing but open the shop, soon', () => {
    expect(stepsIn(start)).toEqual([]);
    // Two seconds and twenty on a machine that does nothing else; this one may be running other tests.
    expect(took).toBeLessThan(firstTook / 2);
  });

  it('opens no inspector on a signal, and ends with all its programs on SIGINT', async () => {
    process.kill(start.launcher.pid, 'SIGUSR1');

    await expectEnd(start, 'SIGINT');

    expect(start.launcher.output()).not.toContain('Debugger listening');
  });
});

describe('npm start', () => {
  afterEach(stopAll);

  it('leaves no program behind when it is killed without warning', async () => {
    const start = await npmStart();
    await firstPage(start);
    const programs = programsOf(start);

    await start.launcher.stop('SIGKILL');

    await expectNothingLeft(start, programs);
  });

  it('ends with npm itself, whose shell passes no signal on', async () => {
    const npm = realpathSync(execFileSync('which', ['npm'], { encoding: 'utf8' }).trim());
    const start = await npmStart({ npm_config_update_notifier: 'false' }, npm, ['start']);
    await firstPage(start);
    const programs = descendantsOf(start.launcher.pid);

    await start.launcher.stop('SIGTERM');

    try {
      await expectNothingLeft(start, programs);
    } finally {
      for (const pid of programs.filter(isRunning)) process.kill(pid, 'SIGKILL');
    }
  });

  it('stops the sandbox when the shop is gone, and says so with its exit code', async () => {
    const start = await npmStart();
    await firstPage(start);
    const programs = programsOf(start);

    process.kill(Math.min(...programs), 'SIGKILL');

    expect(await start.launcher.ended).toBe(137);
    await expectNothingLeft(start, programs);
  });
});

describe('npm run sandbox', () => {
  afterEach(stopAll);

  it('is the sandbox alone, as its README prints it', async () => {
    const port = await freePort();
    const printed = /^npm run (\S+)$/m.exec(
      printedWith(path.join(root, 'sandbox/README.md'), 'sh', 'git clone'),
    );
    const launcher = spawnProgram(scriptNamed(printed?.[1] ?? ''), alone(port), project);
    started.push(launcher);
    await eventually(async () => {
      const answer = await fetch(`http://127.0.0.1:${port}/_sandbox/health`);
      expect(await answer.json()).toMatchObject({ program: 'folio-sandbox' });
    }, 60);

    const programs = childrenOf(launcher.pid);
    await launcher.stop('SIGINT');

    expect(programs).toHaveLength(1);
    expect(await launcher.ended).toBe(0);
    expect(programs.filter(isRunning)).toEqual([]);
  });

  it.each([
    ['a folder', (env: string) => mkdirSync(env), 'is a folder, and a file is wanted'],
    ['UTF-16', (env: string) => writeFileSync(env, '\uFEFFA=1', 'utf16le'), 'is not in UTF-8'],
  ])('says what is wrong with a .env that is %s', async (_what, make, problem) => {
    const env = path.join(project, '.env');
    rmSync(env, { force: true });
    make(env);
    const launcher = spawnProgram('scripts/sandbox.mjs', alone(await freePort()), project);

    expect(await launcher.ended).toBe(1);
    rmSync(env, { recursive: true });

    expect(launcher.output().trim()).toMatch(new RegExp(`^\\.env ${problem}[^\n]*$`));
  });
});

const alone = (port: number) => ({
  SANDBOX_PORT: String(port),
  SANDBOX_DATA: './data/alone.db',
});

/** What npm would run. */
function scriptNamed(name: string): string {
  const { scripts } = JSON.parse(readFileSync(path.join(project, 'package.json'), 'utf8')) as {
    scripts: Record<string, string | undefined>;
  };
  return /^node (\S+)$/.exec(scripts[name] ?? '')?.[1] ?? `There is no npm run ${name}`;
}

describe('npm start explains', () => {
  afterEach(stopAll);

  it('a .env that is not usable', async () => {
    const env = path.join(project, '.env');
    writeFileSync(env, 'CURRENCY=dollars\nSTRIPE_SECRET_KEY=sk_live_abc\n');
    const { launcher } = await npmStart();

    expect(await launcher.ended).toBe(1);
    writeFileSync(env, '');

    expect(launcher.output()).toContain(
      'Mend these in .env or the environment:\n  CURRENCY must be',
    );
    expect(launcher.output()).toContain('STRIPE_PUBLISHABLE_KEY is missing');
    expect(launcher.output()).not.toMatch(/sk_live_abc|^ +at /m);
  });

  it.each([
    ['shop', 'PORT'],
    ['sandbox', 'SANDBOX_PORT'],
  ])('that the %s’s port is taken', async (_program, variable) => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' && address ? String(address.port) : '';
    const { launcher } = await npmStart({ [variable]: port });

    expect(await launcher.ended).toBe(1);
    other.close();

    expect(launcher.output()).toContain(`address already in use 127.0.0.1:${port}`);
    expect(launcher.output()).toContain(`set ${variable} to`);
    expect(launcher.output()).not.toMatch(/^ +at /m);
  });

  it('that its address would open another program', async () => {
    const other = createServer().listen(0, '::1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' && address ? String(address.port) : '';
    const { launcher } = await npmStart({ PORT: port });

    expect(await launcher.ended).toBe(1);
    other.close();

    expect(launcher.output()).toContain(`Another program listens at [::1]:${port}`);
    expect(launcher.output()).not.toMatch(/^ +at /m);
  });
});
