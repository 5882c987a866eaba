import type { Type } from '@nestjs/common';
import type { CommandResult } from './command-result.js';

interface Runnable<Args extends unknown[]> {
  run: (...args: Args) => Promise<CommandResult>;
}

/** Runs a command in an application context. */
export type Execute = <Args extends unknown[]>(
  command: Type<Runnable<Args>>,
  ...args: Args
) => Promise<void>;
