import type { Env } from '../../config/env.js';

/**
 * Whether the pages of /mail are there: where mails are files, on a developer's machine. They show the links to all
 * orders, and have no sign-in.
 */
export function showsMailFiles({
  nodeEnv,
  mail,
  stripe,
}: Pick<Env, 'nodeEnv' | 'mail' | 'stripe'>) {
  return mail.url === null && nodeEnv !== 'production' && stripe.mode !== 'live';
}
