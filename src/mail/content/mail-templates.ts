import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { compileTemplates, readTemplates } from '../../web/view-engine.js';

const VIEWS = path.resolve(import.meta.dirname, '../../../views');
const OF_MAILS = /^(mail\/|layouts\/mail|partials\/mail)/;

/** The templates in views/mail/: one for HTML and one for plain text, `NAME.txt`. */
@Injectable()
export class MailTemplates {
  readonly #templates = compileTemplates(
    new Map([...readTemplates(VIEWS)].filter(([name]) => OF_MAILS.test(name))),
  );

  /** Throws an Error if there is no such template. */
  render(template: string, view: object): { text: string; html: string } {
    const [html, text] = [template, `${template}.txt`].map((name) => {
      const render = this.#templates.get(`mail/${name}`);
      if (!render) throw new Error(`There is no template views/mail/${name}.hbs`);
      return render(view);
    });
    return { text: withoutGaps(text ?? ''), html: html ?? '' };
  }
}

/** Conditions in a template leave empty lines. */
function withoutGaps(text: string): string {
  return `${text.replace(/\n{3,}/g, '\n\n').trim()}\n`;
}
