import 'reflect-metadata';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Command, CommanderError } from 'commander';
import type { Env } from '../config/env.js';
import { ShopProblem } from '../common/problem.js';
import { ShopLogger } from '../web/log/shop-logger.js';
import { AdminModule } from './admin.module.js';
import { type CommandResult, formatResult, refused, UsageError } from './command-result.js';
import { formatProblem } from './format/problem.js';
import type { Execute } from './execute.js';
import { defineCommands, type WithStripe } from './program.js';

type Print = (text: string) => void;

export interface Host {
  print: Print;
  printError: Print;
  /** Runs `work` with a reachable Stripe. The sandbox may have to be started for it. */
  withStripe: WithStripe;
}

const TERMINAL: Host = {
  print: console.log,
  printError: console.error,
  withStripe: (work) => work(),
};

/** `npm run orders -- …`. Resolves to the exit code: 0, 1 (refused, or a person has to act), 2 (usage). */
export async function run(args: string[], env: Env, host: Partial<Host> = {}): Promise<number> {
  const { print, printError, withStripe } = { ...TERMINAL, ...host };
  const program = new Command()
    .exitOverride()
    .showHelpAfterError('Add --help to see what this command takes.')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => print(text.trimEnd()),
      writeErr: (text) => printError(text.trimEnd()),
    });
  let exitCode = 0;
  const execute: Execute = async (command, ...args) => {
    const result = await withNest(env, (context) => context.get(command).run(...args));
    const output = formatResult(result, program.opts()['json'] === true);
    if (output !== '') print(output);
    for (const note of result.notes ?? []) printError(note);
    exitCode = result.code;
  };
  defineCommands(program, execute, withStripe);
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof UsageError) printError(`error: ${error.message}`);
    else if (!(error instanceof CommanderError)) throw error;
    else if (error.exitCode === 0) return 0;
    return 2;
  }
}

/** The log goes to standard error, so that standard output is JSON with `--json`. */
async function withNest(
  env: Env,
  work: (context: INestApplicationContext) => Promise<CommandResult>,
): Promise<CommandResult> {
  const logLevel = env.logLevel === 'info' ? 'warn' : env.logLevel;
  const logger = new ShopLogger({ ...env, logLevel }, (text) => process.stderr.write(text));
  const context = await NestFactory.createApplicationContext(AdminModule.with(env), {
    logger,
    abortOnError: false,
  });
  try {
    return await work(context);
  } catch (error) {
    if (!(error instanceof ShopProblem)) throw error;
    return refused(formatProblem(error));
  } finally {
    await context.close();
  }
}
