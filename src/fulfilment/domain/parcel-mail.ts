import type { Parcel } from './parcel.js';
import type { ParcelState } from './parcel-state.js';

/** A kind of mail, and the parcel in its cause. */
export interface ParcelMail {
  kind: 'order-sent' | 'order-ready' | 'order-collected';
  /** Equal for what the shopper is told once. */
  cause: string;
}

/** What the shopper is told of a parcel as it is now; null: nothing. */
export function mailOf({ id, kind, state, revision }: Parcel): ParcelMail | null {
  if (state === 'sent') return { kind: 'order-sent', cause: `${id}:${revision}` };
  if (kind !== 'pickup') return null;
  const told: Partial<Record<ParcelState, ParcelMail['kind']>> = {
    packed: 'order-ready',
    collected: 'order-collected',
  };
  const mail = told[state];
  return mail ? { kind: mail, cause: id } : null;
}

/** Whether a mail of this kind and cause is still true of the parcel. */
export function isAnnouncedBy(parcel: Parcel, kind: ParcelMail['kind'], cause: string): boolean {
  const mail = mailOf(parcel);
  return mail?.kind === kind && mail.cause === cause;
}
