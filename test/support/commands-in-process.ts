import { Command, CommanderError } from 'commander';
import type { Type } from '@nestjs/common';
import {
  type CommandResult,
  formatResult,
  refused,
  UsageError,
} from '../../src/admin/command-result.js';
import { formatProblem } from '../../src/admin/format/problem.js';
import type { Execute } from '../../src/admin/execute.js';
import { defineCommands } from '../../src/admin/program.js';
import { ShopProblem } from '../../src/common/problem.js';

interface Ran {
  code: 0 | 1 | 2;
  said: string;
  notes?: string[];
}

/** As src/admin/run.ts runs a command, but in a shop that is open already. */
export async function runCommand(get: <C>(type: Type<C>) => C, args: string[]): Promise<Ran> {
  const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
  let result: CommandResult | null = null;
  const execute: Execute = async (command, ...args) => {
    result = await get(command)
      .run(...args)
      .catch((error: unknown) => {
        if (!(error instanceof ShopProblem)) throw error;
        return refused(formatProblem(error));
      });
  };
  defineCommands(program, execute, (work) => work());
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (error instanceof UsageError) return usage(error);
    if (error instanceof CommanderError) return usage(error);
    throw error;
  }
  const done = result as unknown as CommandResult;
  const said = formatResult(done, program.opts()['json'] === true);
  return { code: done.code, said, ...(done.notes && { notes: done.notes }) };
}

const usage = ({ message: said }: Error): Ran => ({ code: 2, said });
