import 'reflect-metadata';
import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Command, CommanderError } from 'commander';
import type { Env } from '../config/env.js';
import { ShopProblem } from '../common/problem.js';
import { ShopLogger } from '../web/log/shop-logger.js';
import { AdminModule } from './admin.module.js';
import { type CommandResult, refused, UsageError } from './command-result.js';
import { formatProblem } from './format/problem.js';
import { defineCommands, type Execute, type WithStripe } from './program.js';

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
  const execute: Execute = async (type, runCommand) => {
    const result = await runWithNest(env, type, runCommand);
    print(program.opts()['json'] ? JSON.stringify(result.json, null, 2) : result.lines.join('\n'));
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
async function runWithNest<C>(
  env: Env,
  type: Type<C>,
  runCommand: (command: C) => Promise<CommandResult>,
): Promise<CommandResult> {
  const logLevel = env.logLevel === 'info' ? 'warn' : env.logLevel;
  const logger = new ShopLogger({ ...env, logLevel }, (text) => process.stderr.write(text));
  const context = await NestFactory.createApplicationContext(AdminModule.with(env), {
    logger,
    abortOnError: false,
  });
  try {
    return await runCommand(context.get(type));
  } catch (error) {
    if (!(error instanceof ShopProblem)) throw error;
    return refused(formatProblem(error));
  } finally {
    await context.close();
  }
}
