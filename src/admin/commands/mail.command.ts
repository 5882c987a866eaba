import { Injectable } from '@nestjs/common';
import { UnsentMailService } from '../../mail/unsent-mail.service.js';
import { OrderQueries } from '../../orders/order.queries.js';
import { type CommandResult, refused, UsageError } from '../command-result.js';
import { formatMail, mailToJson } from '../format/mail.js';
import { userName } from '../user-name.js';

export const MAIL_ACTIONS = ['send', 'dismiss'] as const;
export type MailAction = (typeof MAIL_ACTIONS)[number];

@Injectable()
export class MailCommand {
  constructor(
    private readonly unsent: UnsentMailService,
    private readonly orders: OrderQueries,
  ) {}

  /** `to`: another e-mail address than the one that was refused. */
  async run(id?: string, action?: MailAction, to: string | null = null): Promise<CommandResult> {
    if (id === undefined) return this.#list();
    if (action === undefined) throw new UsageError(`Add what to do: ${MAIL_ACTIONS.join(', ')}.`);
    const isDone =
      action === 'send'
        ? await this.unsent.sendAgain(id, to)
        : await this.unsent.dismiss(id, userName());
    if (!isDone) return refused(`There is no mail ${id} that could not be sent.`);
    const line = action === 'send' ? 'It is sent when the shop runs.' : 'Dismissed.';
    return { lines: [line], json: { id, action }, code: 0 };
  }

  async #list(): Promise<CommandResult> {
    const mails = await this.unsent.list();
    const numbers = await this.orders.numbersOf(mails.flatMap(({ orderId }) => orderId ?? []));
    const lines = mails.map((mail) => formatMail(mail, numbers));
    return {
      lines: lines.length > 0 ? lines : ['No mail was refused.'],
      json: mails.map((mail) => mailToJson(mail, numbers)),
      code: lines.length > 0 ? 1 : 0,
    };
  }
}
