import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { hasCode } from '../../common/error.js';
import { Config } from '../../config/config.module.js';
import { mailsFolder } from '../mails-folder.js';

const MAX_LISTED = 100;
const NAME = /^[\w-]+\.eml$/;

/** A mail that was written into a file, as a mail program shows it. */
export interface MailFile {
  /** Of the file. */
  name: string;
  subject: string;
  from: string;
  to: string;
  text: string;
  html: string;
}

/** Reads the mails that FileMailer has written. */
@Injectable()
export class MailFilesService {
  readonly folder: string;

  constructor(config: Config) {
    this.folder = mailsFolder(config.get('dataDirectory', { infer: true }));
  }

  /** The newest hundred, newest first. */
  async list(): Promise<MailFile[]> {
    const names = (await this.#names()).filter((name) => NAME.test(name));
    const newest = names.sort().slice(-MAX_LISTED).reverse();
    const mails = await Promise.all(newest.map((name) => this.find(name)));
    return mails.filter((mail) => mail !== null);
  }

  /** Null if there is none of this name. */
  async find(name: string): Promise<MailFile | null> {
    if (!NAME.test(name)) return null;
    const source = await readFile(path.join(this.folder, name)).catch(noneIfMissing);
    return source && parse(name, source);
  }

  async #names(): Promise<string[]> {
    return (await readdir(this.folder).catch(noneIfMissing)) ?? [];
  }
}

async function parse(name: string, source: Buffer): Promise<MailFile> {
  // Only who looks at mails in files needs it.
  const { default: PostalMime } = await import('postal-mime');
  const { subject = '', from, to = [], text = '', html = '' } = await PostalMime.parse(source);
  const addresses = to.map(({ address }) => address ?? '').join(', ');
  return { name, subject, from: from?.address ?? '', to: addresses, text, html };
}

function noneIfMissing(error: unknown): null {
  if (hasCode(error, 'ENOENT')) return null;
  throw error;
}
