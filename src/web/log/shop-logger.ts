import type { LoggerService } from '@nestjs/common';
import { pino, stdTimeFunctions, type Logger } from 'pino';
import type { Env } from '../../config/env.js';
import { LogOutput } from './log-output.js';
import { prettyLogLine } from './pretty-log-line.js';
import { redact, SECRET_FIELDS } from './redact.js';
import { currentContext } from './request-context.js';

/** Startup messages of Nest itself, which are logged at `debug`. */
const FRAMEWORK = [
  'NestFactory',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestApplication',
];

type Level = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace';

/** Writes log lines: JSON in production, readable text elsewhere. */
export class ShopLogger implements LoggerService {
  readonly #log: Logger;

  constructor(
    { nodeEnv, logLevel }: Pick<Env, 'nodeEnv' | 'logLevel'>,
    print?: (text: string) => void,
  ) {
    const write = print ?? this.#toStandardOutput();
    const shape = nodeEnv === 'production' ? (line: string) => line : prettyLogLine;
    this.#log = pino(
      {
        level: logLevel,
        base: null,
        timestamp: stdTimeFunctions.isoTime,
        formatters: { level: (level) => ({ level }) },
        // A copy: pino adds the line's other fields to it.
        mixin: () => ({ ...currentContext() }),
        serializers: { err: readError },
        redact: { paths: SECRET_FIELDS, censor: '[redacted]' },
      },
      { write: (line) => write(shape(redact(line))) },
    );
  }

  fatal(message: unknown, ...rest: unknown[]) {
    this.#write('fatal', message, rest);
  }

  error(message: unknown, ...rest: unknown[]) {
    this.#write('error', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]) {
    this.#write('warn', message, rest);
  }

  log(message: unknown, ...rest: unknown[]) {
    const context = rest.at(-1);
    const isFramework = typeof context === 'string' && FRAMEWORK.includes(context);
    this.#write(isFramework ? 'debug' : 'info', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]) {
    this.#write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]) {
    this.#write('trace', message, rest);
  }

  #toStandardOutput(): (line: string) => void {
    const output = new LogOutput(process.stdout, (lost) => {
      this.warn(`${lost} log lines are lost: they could not be written`, ShopLogger.name);
    });
    return (line) => output.write(line);
  }

  /** Nest passes the context last, and an error or its stack before it. */
  #write(level: Level, message: unknown, rest: unknown[]) {
    const context = rest.at(-1);
    const cause = message instanceof Error ? message : rest.length > 1 ? rest[0] : undefined;
    const fields = typeof message === 'object' && !(message instanceof Error) ? message : {};
    this.#log[level]({
      ...fields,
      ...(typeof context === 'string' ? { context } : {}),
      ...(message instanceof Error ? { msg: message.message } : {}),
      ...(typeof message === 'string' ? { msg: message } : {}),
      ...(cause === undefined ? {} : { err: cause }),
    });
  }
}

/** Logs the known fields only: libraries attach others, such as request headers. */
function readError(error: unknown): object {
  if (!(error instanceof Error)) return { stack: String(error) };
  const { name, message, cause } = error;
  const code = 'code' in error ? { code: String(error.code) } : {};
  const causes = cause instanceof Error ? `\nCaused by ${cause.stack ?? cause.message}` : '';
  return { type: name, message, ...code, stack: `${error.stack ?? message}${causes}` };
}
