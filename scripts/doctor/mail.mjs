import { importBuilt } from '../launcher/import-built.mjs';
import { messageOf } from '../launcher/error.mjs';
import { failed, note, ok } from './check-result.mjs';

const NAME = 'mail';
const REMEDY = 'correct MAIL_URL: smtp://USER:PASSWORD@HOST:587 or smtps://USER:PASSWORD@HOST:465';

/**
 * Signs in to the mail server, and sends nothing.
 * @param {import('../../src/config/env.js').Env} env
 */
export async function examineMail(env) {
  const { mail } = env;
  if (mail.url === null) return [await withoutServer(env)];
  const { host } = new URL(mail.url);
  const { verifySignIn } = await importBuilt('mail/smtp/verify-sign-in.js');
  try {
    await verifySignIn(mail.url);
    return [ok(NAME, `${host} takes mails`)];
  } catch (error) {
    return [failed(NAME, `${host} does not take mails: ${messageOf(error)}`, REMEDY)];
  }
}

/** @param {import('../../src/config/env.js').Env} env */
async function withoutServer({ nodeEnv, dataDirectory }) {
  const { mailsFolder } = await importBuilt('mail/mails-folder.js');
  const folder = mailsFolder(dataDirectory);
  if (nodeEnv !== 'production') return ok(NAME, `files in ${folder}`);
  const message = `no MAIL_URL: mails are files in ${folder}, and reach nobody`;
  return note(NAME, message, 'set MAIL_URL and MAIL_FROM');
}
