import { Controller, Get, Header, Param, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { ShopProblem } from '../../common/problem.js';
import { Config } from '../../config/config.module.js';
import { markPrivate } from '../../web/security/security-headers.js';
import { type MailFile, MailFilesService } from '../files/mail-files.service.js';
import { showsMailFiles } from './shows-mail-files.js';

const CSP = 'Content-Security-Policy';
/** Of a mail in its frame: nothing runs and nothing is loaded; a link opens a window. */
const MAIL_CSP =
  "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox";

/** The mails that were written into files, for developers. */
@Controller('mail')
export class MailFilesController {
  constructor(
    private readonly files: MailFilesService,
    private readonly config: Config,
  ) {}

  @Get()
  @Render('mailbox/index')
  async list(@Res({ passthrough: true }) response: Response) {
    this.#assertShown(response);
    return { folder: this.files.folder, mails: (await this.files.list()).map(toLink) };
  }

  @Get(':name')
  @Render('mailbox/show')
  async show(@Param('name') name: string, @Res({ passthrough: true }) response: Response) {
    const mail = await this.#find(name, response);
    const policy = String(response.getHeader(CSP));
    response.setHeader(CSP, policy.replace('frame-src', "frame-src 'self'"));
    return { ...mail, frameHref: `/mail/${name}/html` };
  }

  @Get(':name/html')
  @Header('Content-Type', 'text/html; charset=utf-8')
  async html(@Param('name') name: string, @Res({ passthrough: true }) response: Response) {
    const { html } = await this.#find(name, response);
    response.setHeader(CSP, MAIL_CSP);
    response.setHeader('X-Frame-Options', 'SAMEORIGIN');
    return html.replace('<head>', '<head><base target="_blank">');
  }

  async #find(name: string, response: Response): Promise<MailFile> {
    this.#assertShown(response);
    const mail = await this.files.find(name);
    if (!mail) throw new ShopProblem('not-found');
    return mail;
  }

  /** Marks the page as private, too. */
  #assertShown(response: Response) {
    const shown = showsMailFiles({
      nodeEnv: this.config.get('nodeEnv', { infer: true }),
      mail: this.config.get('mail', { infer: true }),
      stripe: this.config.get('stripe', { infer: true }),
    });
    if (!shown) throw new ShopProblem('not-found');
    markPrivate(response);
  }
}

function toLink({ name, subject, to }: MailFile) {
  return { href: `/mail/${name}`, subject, to };
}
