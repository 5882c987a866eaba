/** The kinds of mail about one order. src/mail/content/order-mails.ts has what each says. */
export const ORDER_MAIL_KINDS = [
  'order-paid',
  'order-refunded',
  'order-review',
  'order-sent',
  'order-ready',
  'order-collected',
  'withdrawal-received',
] as const;
/** All of them. `order-links` is about the orders of its recipient: src/mail/content/links-mail.ts. */
export const MAIL_KINDS = [...ORDER_MAIL_KINDS, 'order-links'] as const;

export type OrderMailKind = (typeof ORDER_MAIL_KINDS)[number];
export type MailKind = (typeof MAIL_KINDS)[number];
