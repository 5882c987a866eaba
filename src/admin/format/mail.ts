import type { UnsentMail } from '../../mail/unsent-mail.js';

type Numbers = ReadonlyMap<string, number>;

export function formatMail(mail: UnsentMail, numbers: Numbers): string {
  const { id, kind, recipient, lastError } = mail;
  const number = numberOf(mail, numbers);
  const about = number === null ? '' : ` of order ${number}`;
  return `Mail ${id} (${kind}${about}) to ${recipient ?? 'nobody'}: ${lastError ?? ''}`;
}

export function mailToJson(mail: UnsentMail, numbers: Numbers) {
  const { orderId, ...rest } = mail;
  return { ...rest, orderNumber: numberOf({ orderId }, numbers) };
}

function numberOf({ orderId }: Pick<UnsentMail, 'orderId'>, numbers: Numbers): number | null {
  return orderId === null ? null : (numbers.get(orderId) ?? null);
}
