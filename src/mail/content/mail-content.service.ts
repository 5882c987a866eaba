import { Injectable } from '@nestjs/common';
import { isSameEmail } from '../../common/email-address.js';
import { Config } from '../../config/config.module.js';
import type { Order } from '../../orders/domain/order.js';
import { OrderQueries } from '../../orders/order.queries.js';
import { Shop } from '../../shop/shop.js';
import { toShopView } from '../../shop/shop.view.js';
import { Texts } from '../../texts/texts.js';
import { MAIL_KINDS, type MailKind, type OrderMailKind } from '../domain/mail-kind.js';
import type { Mail } from '../mailer.js';
import type { ClaimedMail } from '../outbox.repository.js';
import { LINKS_MAX, linksSince, toLinksMail } from './links-mail.js';
import { MailTemplates } from './mail-templates.js';
import { MailedOrdersService } from './mailed-orders.service.js';
import { ORDER_MAILS } from './order-mails.js';
import { toMailedOrder, toMailedTitles } from './order-mail.view.js';

/** Makes the text of a mail when it is sent, from what the order is then. */
@Injectable()
export class MailContentService {
  constructor(
    private readonly orders: OrderQueries,
    private readonly mailedOrders: MailedOrdersService,
    private readonly templates: MailTemplates,
    private readonly config: Config,
    private readonly shop: Shop,
  ) {}

  /** Null if the mail is no longer true, such as of a refund that has failed. */
  async render(claimed: ClaimedMail): Promise<Mail | null> {
    const kind = kindOf(claimed);
    return kind === 'order-links' ? this.#links(claimed) : this.#aboutOrder(kind, claimed);
  }

  async #aboutOrder(kind: OrderMailKind, claimed: ClaimedMail): Promise<Mail | null> {
    const { id, recipient: to, createdAt: date } = claimed;
    const { order, parcels, receipt } = await this.mailedOrders.find(claimed.orderId);
    const data = dataOf(claimed);
    const mail = ORDER_MAILS[kind](order, claimed.cause, parcels, data);
    if (!mail) return null;
    const about = { ...mail, ...this.#about };
    const { publicUrl } = about;
    const rendered = isForOthers(kind, order, to)
      ? this.templates.render('order-titles', { ...about, ...toMailedTitles(order) })
      : this.templates.render('order', { ...about, ...toMailedOrder(order, { publicUrl, receipt }) }); // prettier-ignore
    return { id, kind, to, date, subject: mail.subject, ...rendered };
  }

  async #links(claimed: ClaimedMail): Promise<Mail | null> {
    const { id, kind, createdAt: date } = claimed;
    const since = linksSince(date);
    const orders = await this.orders.paidWithEmail(claimed.recipient, since, LINKS_MAX);
    const mail = toLinksMail(orders, this.#about.publicUrl);
    if (!mail) return null;
    const { to, subject } = mail;
    const rendered = this.templates.render('order-links', { ...mail, ...this.#about });
    return { id, kind, to, date, subject, ...rendered };
  }

  get #about() {
    return {
      publicUrl: this.config.get('publicUrl', { infer: true }),
      shop: toShopView(this.shop),
      reason: Texts.t('mail.order.reason', { shop: this.shop.name }),
    };
  }
}

/** Who withdraws gives any address. All other mails go to the order's own. */
function isForOthers(kind: OrderMailKind, { email }: Order, to: string): boolean {
  return kind === 'withdrawal-received' && !isSameEmail(email, to);
}

function dataOf({ data }: ClaimedMail): Record<string, unknown> {
  return data === null ? {} : (JSON.parse(data) as Record<string, unknown>);
}

/** A row of a later version of the shop may have another. */
function kindOf({ kind }: ClaimedMail): MailKind {
  const known = MAIL_KINDS.find((each) => each === kind);
  if (known === undefined) throw new Error(`There is no text for a mail of the kind ${kind}`);
  return known;
}
