import type { EnvProblem } from './env-error.js';
import type { Variables } from './env.variables.js';
import type { MailSender } from './mail-variables.js';

export interface MailEnv {
  /** `smtp://` or `smtps://`, which may contain a password. Null: mails are files in the data directory. */
  url: string | null;
  /** Null: the address in shop.json. */
  from: MailSender | null;
}

export function mailProblems({ MAIL_URL: url, MAIL_FROM: from }: Variables): EnvProblem[] {
  if (!url || from) return [];
  return [{ variable: 'MAIL_FROM', message: 'is missing: it goes with MAIL_URL' }];
}

export function mailEnv({ MAIL_URL: url, MAIL_FROM: from }: Variables): MailEnv {
  return { url: url ?? null, from: from ?? null };
}
