interface Carrier {
  /** In lower case. */
  names: readonly string[];
  /** The numbers that its page understands. */
  numbers: RegExp;
  /** Its tracking page; the number follows. */
  page: string;
}

const CARRIERS: readonly Carrier[] = [
  {
    // DHL Paket. DHL Express has shorter numbers and another page.
    names: ['dhl', 'dhl paket'],
    numbers: /^[A-Z\d]{12,39}$/,
    page: 'https://www.dhl.de/de/privatkunden/dhl-sendungsverfolgung.html?piececode=',
  },
  { names: ['ups'], numbers: /^[A-Z\d]{7,34}$/, page: 'https://www.ups.com/track?tracknum=' },
  { names: ['fedex'], numbers: /^\d{10,34}$/, page: 'https://www.fedex.com/fedextrack/?trknbr=' },
  {
    names: ['usps'],
    numbers: /^[A-Z\d]{10,34}$/,
    page: 'https://tools.usps.com/go/TrackConfirmAction?tLabels=',
  },
  {
    names: ['royal mail'],
    numbers: /^[A-Z\d]{9,27}$/,
    page: 'https://www.royalmail.com/track-your-item#/tracking-results/',
  },
  {
    names: ['la poste', 'colissimo'],
    numbers: /^[A-Z\d]{11,15}$/,
    page: 'https://www.laposte.fr/outils/suivre-vos-envois?code=',
  },
];

/** The carrier's page about the parcel; null if the carrier is unknown, or the number is none of its. */
export function trackingUrl(carrier: string | null, trackingNumber: string | null): string | null {
  if (carrier === null || trackingNumber === null) return null;
  const name = carrier.toLowerCase();
  const number = trackingNumber.replaceAll(/\s/g, '').toUpperCase();
  const known = CARRIERS.find(({ names }) => names.includes(name));
  return known?.numbers.test(number) ? `${known.page}${number}` : null;
}
