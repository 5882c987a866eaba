import type { LogLevel } from '@nestjs/common';
import type { Env } from './env.js';

const IN_ORDER = ['fatal', 'error', 'warn', 'log', 'debug'] as const satisfies LogLevel[];

/** Nest's levels down to the one asked for; what everybody calls `info` Nest calls `log`. */
export function logLevels(level: Env['logLevel']): LogLevel[] {
  return IN_ORDER.slice(0, IN_ORDER.indexOf(level === 'info' ? 'log' : level) + 1);
}
