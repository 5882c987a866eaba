import { trackingUrl } from '../../fulfilment/domain/carriers.js';
import { describeCopies, type Parcel } from '../../fulfilment/domain/parcel.js';
import { isAnnouncedBy } from '../../fulfilment/domain/parcel-mail.js';
import { remainingLines } from '../../fulfilment/domain/remaining.js';
import type { Order } from '../../orders/domain/order.js';
import { Texts } from '../../texts/texts.js';

type ParcelMailOf = (
  order: Order,
  cause: string,
  parcels: readonly Parcel[],
) => { subject: string; heading: string; paragraphs: string[]; trackingUrl?: string | null } | null;

/** By kind. Null if the parcel was taken back, or is announced with another number by a later mail. */
export const PARCEL_MAILS: Record<'order-sent' | 'order-ready' | 'order-collected', ParcelMailOf> =
  {
    'order-sent': (order, cause, parcels) => {
      const parcel = parcels.find((each) => isAnnouncedBy(each, 'order-sent', cause));
      if (!parcel) return null;
      const number = String(order.number);
      const copies = describeCopies(order.lines, parcel.lines);
      const isCorrected = parcel.revision > 1;
      return {
        subject: Texts.t(isCorrected ? 'mail.sent.subjectCorrected' : 'mail.sent.subject', {
          number,
        }),
        heading: Texts.t('mail.sent.heading'),
        paragraphs: [
          ...(isCorrected ? [Texts.t('mail.sent.corrected')] : []),
          Texts.t('mail.sent.text', { copies }),
          ...trackingOf(parcel),
          ...(remainingLines(order, parcels).length > 0 ? [Texts.t('mail.sent.rest')] : []),
        ],
        trackingUrl: parcel.trackingNumber && trackingUrl(parcel.carrier, parcel.trackingNumber),
      };
    },
    'order-ready': (order, cause, parcels) =>
      aboutPickup('ready', order, parcels, (each) => isAnnouncedBy(each, 'order-ready', cause)),
    'order-collected': (order, cause, parcels) =>
      aboutPickup('collected', order, parcels, (each) =>
        isAnnouncedBy(each, 'order-collected', cause),
      ),
  };

function aboutPickup(
  what: 'ready' | 'collected',
  { number, lines }: Order,
  parcels: readonly Parcel[],
  isMeant: (parcel: Parcel) => boolean,
) {
  const parcel = parcels.find(isMeant);
  if (!parcel) return null;
  const copies = describeCopies(lines, parcel.lines);
  return {
    subject: Texts.t(`mail.${what}.subject`, { number: String(number) }),
    heading: Texts.t(`mail.${what}.heading`),
    paragraphs: [Texts.t(`mail.${what}.text`, { copies })],
  };
}

/** The number, or the carrier alone. */
function trackingOf({ carrier, trackingNumber }: Parcel): string[] {
  if (trackingNumber === null) return carrier === null ? [] : [Texts.t('mail.sent.by', { carrier })]; // prettier-ignore
  return [
    carrier === null
      ? Texts.t('mail.sent.number', { number: trackingNumber })
      : Texts.t('mail.sent.numberWith', { number: trackingNumber, carrier }),
  ];
}
