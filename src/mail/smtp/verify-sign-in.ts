import { smtpOptions } from './smtp-options.js';

/** Connects and signs in. Throws an Error with the server's words. */
export async function verifySignIn(mailUrl: string): Promise<void> {
  const { createTransport } = await import('nodemailer');
  const transport = createTransport(smtpOptions(mailUrl));
  try {
    await transport.verify();
  } finally {
    transport.close();
  }
}
