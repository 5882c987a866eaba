import { isIPv6 } from 'node:net';
import path from 'node:path';
import type { Currency } from '../money/currency.js';
import { type DatabaseLocation, databaseLocation } from './database-location.js';
import { Variables } from './env.variables.js';
import { EnvError, type EnvProblem, problemsOf, withValues } from './env-error.js';
import type { GeneratedSecrets } from './generated-secrets.js';
import { mailEnv, mailProblems, type MailEnv } from './mail-env.js';
import { missingProblems } from './required-variables.js';
import { stripeEnv, stripeProblems, type StripeEnv } from './stripe-env.js';
import { withProxyNames } from './stripe-proxy.js';

/** The configuration: validated, complete and frozen. */
export interface Env {
  nodeEnv: Variables['NODE_ENV'];
  logLevel: Variables['LOG_LEVEL'];
  port: number;
  host: string;
  /** Absolute, without a trailing slash: the only source of absolute links and allowed origins. */
  publicUrl: string;
  trustProxy: number;
  database: DatabaseLocation;
  /** Of covers, generated secrets and what else belongs to this machine. */
  dataDirectory: string;
  /** Of the files that say who sells: `shop.json` and what stands beside it. */
  shopDirectory: string;
  /** `everySeconds` 0: no periodic backups. */
  backup: Readonly<{ everySeconds: number; directory: string }>;
  currency: Currency;
  /** The first signs, all of them verify. */
  sessionSecrets: string[];
  /** Interval of reconciliation runs. */
  sweepMs: number;
  /** Age at which an unpaid order expires. */
  orderExpiresMs: number;
  /** How many months after an order was paid (or placed, if it never was) and last sent its address is deleted. */
  addressMonths: number;
  mail: Readonly<MailEnv>;
  stripe: Readonly<StripeEnv>;
  /** `dataPath`: absolute, or `:memory:`. */
  sandbox: Readonly<{ port: number; dataPath: string }>;
}

export interface EnvContext {
  /** The base of relative paths. */
  directory: string;
  generatedSecrets: (directory: string) => GeneratedSecrets;
  /** Found while the variables were read. */
  problems?: readonly EnvProblem[];
}

type Raw = Record<string, string | undefined>;

/** Throws an EnvError that lists every invalid variable. */
export function parseEnv(raw: Raw, context: EnvContext): Env {
  const given = withProxyNames(withoutEmpty(raw));
  const { variables, problems: invalid } = check(given);
  const problems = [...(context.problems ?? []), ...withValues(invalid, given)];
  if (problems.length > 0) throw new EnvError(problems);
  return Object.freeze(complete(variables, context));
}

function check(given: Record<string, string>): { variables: Variables; problems: EnvProblem[] } {
  const parsed = Variables.safeParse(given);
  if (parsed.success) {
    const problems = [
      ...missingProblems(parsed.data),
      ...mailProblems(parsed.data),
      ...stripeProblems(parsed.data),
      ...portProblems(parsed.data),
    ];
    return { variables: parsed.data, problems };
  }
  // Checks the valid variables too, so that all errors are reported at once.
  const invalid = problemsOf(parsed.error);
  const isInvalid = (name: string) => invalid.some(({ variable }) => variable === name);
  const rest = check(
    Object.fromEntries(Object.entries(given).filter(([name]) => !isInvalid(name))),
  );
  const others = rest.problems.filter(({ variable }) => !isInvalid(variable));
  return { variables: rest.variables, problems: [...invalid, ...others] };
}

/** Throws an EnvError if DATABASE_URL is invalid. */
export function databaseOf(raw: Raw, directory: string): DatabaseLocation {
  const given = withoutEmpty(raw);
  const parsed = Variables.pick({ DATABASE_URL: true }).safeParse(given);
  if (!parsed.success) throw new EnvError(withValues(problemsOf(parsed.error), given));
  return databaseLocation(parsed.data.DATABASE_URL, directory);
}

/** `NAME=` means "not set". Space around a value is never meant: of cmd's `set`, of a tab before a comment. */
function withoutEmpty(raw: Raw): Record<string, string> {
  return Object.fromEntries(
    Object.entries(raw).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])),
  );
}

function portProblems({ PORT, SANDBOX_PORT, STRIPE_SECRET_KEY }: Variables): EnvProblem[] {
  if (STRIPE_SECRET_KEY || PORT !== SANDBOX_PORT) return [];
  const message = 'is that of the shop too: the sandbox needs one of its own';
  return [{ variable: 'SANDBOX_PORT', message }];
}

function complete(variables: Variables, { directory, generatedSecrets }: EnvContext): Env {
  const database = databaseLocation(variables.DATABASE_URL, directory);
  const dataDirectory = path.resolve(
    directory,
    variables.DATA_DIR ?? defaultDataDirectory(database),
  );
  const generated = () => generatedSecrets(dataDirectory);
  const host = variables.HOST ?? (variables.NODE_ENV === 'production' ? '0.0.0.0' : '127.0.0.1');
  return {
    nodeEnv: variables.NODE_ENV,
    logLevel: variables.LOG_LEVEL,
    port: variables.PORT,
    host,
    publicUrl: variables.PUBLIC_URL ?? `http://${nameOf(host)}:${variables.PORT}`,
    trustProxy: variables.TRUST_PROXY,
    database: Object.freeze(database),
    dataDirectory,
    shopDirectory: path.resolve(directory, variables.SHOP_DIR),
    backup: Object.freeze({
      everySeconds: variables.BACKUP_SECONDS,
      directory: path.resolve(
        directory,
        variables.BACKUP_DIR ?? path.join(dataDirectory, 'backups'),
      ),
    }),
    currency: variables.CURRENCY,
    sessionSecrets: variables.SESSION_SECRET ?? [generated().session],
    sweepMs: variables.SWEEP_SECONDS * 1000,
    orderExpiresMs: variables.ORDER_EXPIRES_SECONDS * 1000,
    addressMonths: variables.ADDRESS_MONTHS,
    mail: Object.freeze(mailEnv(variables)),
    stripe: Object.freeze(stripeEnv(variables, () => generated().webhook)),
    sandbox: Object.freeze({
      port: variables.SANDBOX_PORT,
      dataPath: sandboxData(variables, directory),
    }),
  };
}

/** `:memory:` is no file: the sandbox then forgets everything when it ends. */
function sandboxData({ SANDBOX_DATA: file }: Variables, directory: string): string {
  return file === ':memory:' ? file : path.resolve(directory, file);
}

/** Without DATA_DIR: the folder of the database, if it is a file. */
export function defaultDataDirectory(database: DatabaseLocation): string {
  return database.kind === 'sqlite' ? path.dirname(database.path) : 'data';
}

/** What people call the host that the shop listens on: an address of one network card is no `localhost`. */
function nameOf(host: string): string {
  if (['127.0.0.1', '::1', '0.0.0.0', '::'].includes(host)) return 'localhost';
  return isIPv6(host) ? `[${host}]` : host;
}
