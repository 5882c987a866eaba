import { z } from 'zod';
import { CURRENCIES } from '../money/currency.js';
import { databaseUrl } from './database-location.js';
import { mailSender, mailUrl } from './mail-variables.js';

const wholeNumber = (smallest: number, largest: number) => {
  const error = `must be a whole number from ${smallest} to ${largest}`;
  const isInRange = (value: number) =>
    Number.isInteger(value) && value >= smallest && value <= largest;
  return z.coerce.number({ error }).refine(isInRange, { error });
};
const seconds = (largest: number) => {
  const error = `must be a number of seconds, more than 0 and at most ${largest}`;
  return z.coerce.number({ error }).refine((value) => value > 0 && value <= largest, { error });
};
const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, { error: `must be one of ${values.join(', ')}` });
const address = z.url({ protocol: /^https?$/, error: 'must be an http or https address' });
const LISTENERS = ['0.0.0.0', '[::]'];
const origin = address
  .transform((text) => new URL(text))
  .refine((url) => url.href === `${url.origin}/`, {
    error: 'must end after the host and the port: no path, no password, no query',
  })
  .refine((url) => !LISTENERS.includes(url.hostname), {
    error: 'must be an address that a browser can open, not one to listen on',
  })
  .transform((url) => url.origin);
const secrets = (each: z.ZodString) =>
  z
    .string()
    .transform((text) =>
      text
        .trim()
        .split(/\s*,\s*/)
        .filter(Boolean),
    )
    .pipe(z.array(each).min(1, 'holds no secret'));
const port = wholeNumber(1, 65_535);
const secondsOrNever = z.coerce
  .number({ error: 'must be a number of seconds' })
  .min(0, 'must be a number of seconds, or 0');

/** Every variable of the shop. A spec keeps `.env.example` in step. */
export const Variables = z.object({
  NODE_ENV: oneOf(['development', 'production', 'test']).default('development'),
  LOG_LEVEL: oneOf(['fatal', 'error', 'warn', 'info', 'debug']).default('info'),
  PORT: port.default(3000),
  HOST: z
    .string()
    .transform((host) => host.replace(/^\[(.*)\]$/, '$1'))
    .optional(),
  PUBLIC_URL: origin.optional(),
  TRUST_PROXY: wholeNumber(0, 10).default(0),
  DATABASE_URL: databaseUrl.default('file:./data/folio.db'),
  DATA_DIR: z.string().optional(),
  SHOP_DIR: z.string().default('./shop'),
  BACKUP_SECONDS: secondsOrNever.default(3600),
  BACKUP_DIR: z.string().optional(),
  CURRENCY: z.string().toLowerCase().pipe(oneOf(CURRENCIES)).default('usd'),
  SESSION_SECRET: secrets(z.string().min(32, 'must be at least 32 characters, each')).optional(),
  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^(sk|rk)_(test|live)_\w+$/, 'must be a secret key')
    .optional(),
  STRIPE_PUBLISHABLE_KEY: z
    .string()
    .regex(/^pk_(test|live)_\w+$/, 'must be a publishable key')
    .optional(),
  STRIPE_WEBHOOK_SECRET: secrets(
    z.string().regex(/^whsec_\w+$/, 'must start with "whsec_", each: no API key does'),
  ).optional(),
  STRIPE_API_BASE: origin.optional(),
  STRIPE_JS_URL: address.optional(),
  MAIL_URL: mailUrl.optional(),
  MAIL_FROM: mailSender.optional(),
  HTTPS_PROXY: z.string().optional(),
  NO_PROXY: z.string().optional(),
  SWEEP_SECONDS: seconds(86_400).default(60),
  ORDER_EXPIRES_SECONDS: seconds(2_592_000).default(3600),
  ADDRESS_MONTHS: wholeNumber(1, 120).default(12),
  SANDBOX_PORT: port.default(12111),
  SANDBOX_DATA: z.string().default('./data/sandbox.db'),
  SANDBOX_PUBLIC_URL: origin.optional(),
});

export type Variables = z.infer<typeof Variables>;

/** Valid values, for error messages. */
export const EXAMPLES: Record<keyof Variables, string> = {
  NODE_ENV: 'development',
  LOG_LEVEL: 'info',
  PORT: '3000',
  HOST: '127.0.0.1',
  PUBLIC_URL: 'https://books.example',
  TRUST_PROXY: '1',
  DATABASE_URL: 'file:./data/folio.db',
  DATA_DIR: '/srv/folio/data',
  SHOP_DIR: '/srv/folio/shop',
  BACKUP_SECONDS: '3600',
  BACKUP_DIR: '/mnt/backups/folio',
  CURRENCY: 'usd',
  SESSION_SECRET: '(the output of: openssl rand -hex 32)',
  STRIPE_SECRET_KEY: 'sk_test_…',
  STRIPE_PUBLISHABLE_KEY: 'pk_test_…',
  STRIPE_WEBHOOK_SECRET: 'whsec_…',
  STRIPE_API_BASE: 'http://127.0.0.1:12111',
  STRIPE_JS_URL: 'http://127.0.0.1:12111/js/endive/stripe.js',
  MAIL_URL: 'smtps://user:password@mail.example:465',
  MAIL_FROM: 'A Bookshop <orders@books.example>',
  HTTPS_PROXY: 'http://proxy.example:3128',
  NO_PROXY: 'localhost,.internal.example',
  SWEEP_SECONDS: '60',
  ORDER_EXPIRES_SECONDS: '3600',
  ADDRESS_MONTHS: '12',
  SANDBOX_PORT: '12111',
  SANDBOX_DATA: './data/sandbox.db',
  SANDBOX_PUBLIC_URL: 'https://sandbox.books.example',
};
