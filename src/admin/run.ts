import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { NestFactory } from '@nestjs/core';
import type { Env } from '../config/env.js';
import { ShopProblem } from '../problem/problem.js';
import { ShopLogger } from '../web/log/shop-logger.js';
import { AdminModule } from './admin.module.js';
import { check } from './commands/check.js';
import type { Command } from './commands/command.js';
import { list } from './commands/list.js';
import { recover } from './commands/recover.js';
import { refund } from './commands/refund.js';
import { review } from './commands/review.js';
import { show } from './commands/show.js';
import { refused, type Report, table, UsageError } from './report.js';
import { tellProblem } from './tell-problem.js';

const COMMANDS: Record<string, Command> = { list, show, check, refund, review, recover };
type Print = (text: string) => void;

const ALWAYS = { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;

/** `npm run orders -- …`. Resolves to the exit code: 0, 1 when it needs a person, 2 for bad usage. */
export async function run(args: string[], env: Env, print: Print = console.log): Promise<number> {
  try {
    return await runCommand(args, env, print);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    print(`${error.message}\n\n${usage()}`);
    return 2;
  }
}

async function runCommand(args: string[], env: Env, print: Print): Promise<number> {
  const [name = '', ...rest] = args;
  if (['', 'help', '-h', '--help'].includes(name)) {
    print(usage());
    return name === '' ? 2 : 0;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) throw new UsageError(`There is no command ${name}.`);
  const { positionals, values } = read(rest, command);
  if (values['help']) {
    print(tellCommand(name, command).join('\n'));
    return 0;
  }
  const report = await inShop(env, command, { positionals, values, env });
  print(values['json'] ? JSON.stringify(report.json, null, 2) : report.lines.join('\n'));
  return report.code;
}

function read(args: string[], { options, mostPositionals }: Command) {
  try {
    const given = parseArgs({ args, options: { ...options, ...ALWAYS }, allowPositionals: true });
    if (given.positionals.length <= mostPositionals) return readable(given);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  throw new UsageError('That is more than this command takes.');
}

/** Of an option given twice, the last counts. */
function readable(given: { positionals: string[]; values: Record<string, unknown> }) {
  const values = Object.entries(given.values).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : value === true,
  ]);
  return {
    positionals: given.positionals,
    values: Object.fromEntries(values) as Record<string, string | boolean>,
  };
}

/** The log goes beside what is printed, so that `--json` stays JSON. */
async function inShop(
  env: Env,
  { run: runIn }: Command,
  given: Parameters<Command['run']>[1],
): Promise<Report> {
  // prettier-ignore
  const level = env.logLevel === 'info' ? 'warn' : env.logLevel;
  const logger = new ShopLogger({ ...env, logLevel: level }, (text) => process.stderr.write(text));
  const shop = await NestFactory.createApplicationContext(AdminModule.with(env), {
    logger,
    abortOnError: false,
  });
  try {
    return await runIn(shop, given);
  } catch (error) {
    if (!(error instanceof ShopProblem)) throw error;
    return refused(tellProblem(error));
  } finally {
    await shop.close();
  }
}

function usage(): string {
  const rows = Object.entries(COMMANDS).flatMap(([name, command]) => tellCommand(name, command));
  return ['npm run orders -- COMMAND [--json]', ...rows, ENDS].join('\n');
}

function tellCommand(name: string, { usage: takes, tells }: Command): string[] {
  return table([[`  ${name} ${takes}`], [`      ${tells}`]]);
}

const ENDS =
  'Ends with 0 when all is well, 1 when something needs a person, 2 when not understood.';
