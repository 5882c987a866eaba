import { mkdir, open, rename } from 'node:fs/promises';
import path from 'node:path';
import type { MailSender } from '../../config/mail-variables.js';
import { type Mail, Mailer } from '../mailer.js';
import { toMessage } from '../to-message.js';

/** Writes each mail into a file that mail programs open, in place of sending it. */
export class FileMailer extends Mailer {
  constructor(
    private readonly folder: string,
    private readonly from: MailSender,
  ) {
    super();
  }

  /** The same mail replaces its file. */
  async send(mail: Mail): Promise<void> {
    const { createTransport } = await import('nodemailer');
    const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
    const { message } = await transport.sendMail(toMessage(mail, this.from));
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    await writeWhole(path.join(this.folder, fileNameOf(mail)), message as Buffer);
  }
}

/** In the order of time, by name. */
function fileNameOf({ id, kind, date }: Mail): string {
  return `${date.toISOString().slice(0, 19).replaceAll(':', '')}-${kind}-${id.slice(0, 8)}.eml`;
}

/** Nobody sees a half of it, not even after a crash. */
async function writeWhole(file: string, contents: Buffer): Promise<void> {
  const draft = `${file}.draft`;
  const handle = await open(draft, 'w', 0o600);
  try {
    await handle.writeFile(contents);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
}
