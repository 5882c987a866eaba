import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { LOG_LEVELS, type LogLevel } from './log.js';

export interface SandboxConfig {
  /** The address to listen on. */
  host: string;
  /** 0: any free one. */
  port: number;
  /** Where all state is kept; `:memory:` for as long as the process. */
  dataFile: string;
  publicFolder: string;
  /** null: events are made, and nobody is told. */
  webhook: { url: string; secret: string } | null;
  retrySeconds: readonly number[];
  /** How long what Stripe does in the background takes. */
  laterSeconds: number;
  logLevel: LogLevel;
}

/** SQLite's own name for a database that has no file. */
export const IN_MEMORY = ':memory:';

export class ConfigError extends Error {
  constructor(problems: readonly string[]) {
    super(`The sandbox cannot start. Mend these variables:\n${problems.join('\n')}`);
    this.name = 'ConfigError';
  }
}

const Variables = z
  .object({
    SANDBOX_HOST: z.ipv4('must be an IPv4 address of this machine').default('127.0.0.1'),
    SANDBOX_PORT: z.coerce.number().int().min(0).max(65535).default(12111),
    SANDBOX_DATA: z.string().default('./data/sandbox.db'),
    SANDBOX_WEBHOOK_URL: z.url({ protocol: /^https?$/ }).optional(),
    SANDBOX_WEBHOOK_SECRET: z
      .string()
      .regex(/^whsec_\w+$/, 'must start with "whsec_"')
      .optional(),
    SANDBOX_RETRY_SECONDS: z
      .string()
      .regex(/^\d+(\.\d+)?(,\d+(\.\d+)?)*$/, 'must be numbers with commas between them')
      .default('1,5,30,300'),
    SANDBOX_LATER_SECONDS: z
      .string()
      .regex(/^\d{1,6}(\.\d+)?$/, 'must be a number of seconds')
      .default('2'),
    LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
  })
  .refine(
    (all) => all.SANDBOX_WEBHOOK_URL === undefined || all.SANDBOX_WEBHOOK_SECRET !== undefined,
    {
      path: ['SANDBOX_WEBHOOK_SECRET'],
      message: 'is needed to sign what is delivered to SANDBOX_WEBHOOK_URL',
      // Told together with everything else that is wrong.
      when: () => true,
    },
  );

type Variables = z.infer<typeof Variables>;

/** What a good value looks like, for the message about a bad one. */
const EXAMPLES = new Map<PropertyKey, string>([
  ['SANDBOX_HOST', '0.0.0.0 inside a container, so that others can reach it'],
  ['SANDBOX_PORT', '12111'],
  ['SANDBOX_DATA', './data/sandbox.db'],
  ['SANDBOX_WEBHOOK_URL', 'http://127.0.0.1:3000/webhooks/stripe'],
  ['SANDBOX_WEBHOOK_SECRET', 'whsec_0123456789abcdef'],
  ['SANDBOX_RETRY_SECONDS', '1,5,30,300'],
  ['SANDBOX_LATER_SECONDS', '2'],
  ['LOG_LEVEL', 'info'],
]);

/** Right from src/ and from dist/, which lie side by side. */
const PUBLIC_FOLDER = fileURLToPath(new URL('../dist/public', import.meta.url));

/** Throws a ConfigError that lists everything wrong. `directory` is what paths are relative to. */
export function parseConfig(
  raw: Record<string, string | undefined>,
  directory: string,
): SandboxConfig {
  const given = withoutEmpty(raw);
  const parsed = Variables.safeParse(given);
  if (!parsed.success)
    throw new ConfigError(parsed.error.issues.map((issue) => describe(issue, given)));
  const variables = parsed.data;
  return {
    host: variables.SANDBOX_HOST,
    port: variables.SANDBOX_PORT,
    dataFile: dataFileOf(variables, directory),
    publicFolder: PUBLIC_FOLDER,
    webhook: webhookOf(variables),
    retrySeconds: variables.SANDBOX_RETRY_SECONDS.split(',').map(Number),
    laterSeconds: Number(variables.SANDBOX_LATER_SECONDS),
    logLevel: variables.LOG_LEVEL,
  };
}

/** The configuration of this process. */
export function loadConfig(): SandboxConfig {
  return parseConfig(process.env, process.cwd());
}

function dataFileOf({ SANDBOX_DATA: file }: Variables, directory: string): string {
  return file === IN_MEMORY ? file : path.resolve(directory, file);
}

function webhookOf(variables: Variables): SandboxConfig['webhook'] {
  const { SANDBOX_WEBHOOK_URL: url, SANDBOX_WEBHOOK_SECRET: secret } = variables;
  return url !== undefined && secret !== undefined ? { url, secret } : null;
}

function describe(
  { path: [name = ''], message }: z.core.$ZodIssue,
  given: Readonly<Record<PropertyKey, string>>,
): string {
  const example = EXAMPLES.get(name) ?? 'leave it out';
  return `  ${String(name)} ${message}${shown(name, given[name])} (for example: ${example})`;
}

/** The value as it was given, without what may be a secret. */
function shown(name: PropertyKey, value: string | undefined): string {
  if (value === undefined || name === 'SANDBOX_WEBHOOK_SECRET') return '';
  const withoutPassword = value.replace(/^([a-z][a-z0-9+.-]*:\/*)?.*@/is, '$1…@');
  return `; it is ${JSON.stringify(withoutPassword.slice(0, 60))}`;
}

/** `NAME=` means "not set". */
function withoutEmpty(raw: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(raw).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  );
}
