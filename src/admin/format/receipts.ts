import { dayOf } from '../../common/calendar-day.js';
import { formatDecimal } from '../../money/format.js';
import { type IssuedDocument, numberOf } from '../../receipts/domain/issued-document.js';

export const DOCUMENT_COLUMNS =
  'number date order kind country currency tax_name rate net tax gross delivery'.split(' ');

/** One row for each rate of tax. The amount of the delivery is in the first alone, so that a column can be summed. */
export function documentToRows(document: IssuedDocument, timeZone: string): string[][] {
  const { kind, issuedAt, orderNumber, country, gross, parts, delivery } = document;
  return parts.map((part, at) => [
    numberOf(document),
    dayOf(issuedAt, timeZone),
    String(orderNumber),
    kind,
    country ?? '',
    gross.currency.toUpperCase(),
    part.name ?? '',
    part.rate ?? '',
    ...[part.net, part.tax, part.gross].map(formatDecimal),
    delivery && at === 0 ? formatDecimal(delivery) : '',
  ]);
}

export function documentToJson(document: IssuedDocument) {
  const { kind, issuedAt, orderNumber, country, gross, parts, delivery } = document;
  return {
    number: numberOf(document),
    kind,
    issuedAt,
    orderNumber,
    country,
    currency: gross.currency,
    grossMinor: gross.minor,
    deliveryMinor: delivery?.minor ?? null,
    parts: parts.map(({ name, rate, net, tax, gross }) => ({
      name,
      rate,
      netMinor: net.minor,
      taxMinor: tax.minor,
      grossMinor: gross.minor,
    })),
  };
}
