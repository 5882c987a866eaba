import type { ParseArgsConfig } from 'node:util';
import type { INestApplicationContext } from '@nestjs/common';
import type { Env } from '../../config/env.js';
import type { Report } from '../report.js';

export type Values = Record<string, string | boolean | undefined>;

export interface Given {
  positionals: string[];
  values: Values;
  env: Env;
}

export interface Command {
  /** After the command's own name. */
  usage: string;
  tells: string;
  options: NonNullable<ParseArgsConfig['options']>;
  mostPositionals: number;
  run: (shop: INestApplicationContext, given: Given) => Promise<Report>;
}
