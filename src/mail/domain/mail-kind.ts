/** The kinds of mail. src/mail/content/mail-views.ts has what each says. */
export const MAIL_KINDS = [
  'order-paid',
  'order-refunded',
  'order-review',
  'order-sent',
  'order-ready',
  'order-collected',
] as const;

export type MailKind = (typeof MAIL_KINDS)[number];
