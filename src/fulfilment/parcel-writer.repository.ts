import type { WriteTransaction } from '../database/database.service.js';
import type { ParcelChange } from './domain/decision.js';
import {
  hasLeft,
  PARCEL_KINDS,
  PARCEL_STATES,
  PARCEL_TRANSITIONS,
  nextParcelState,
} from './domain/parcel-state.js';

type Update = Exclude<ParcelChange, { event: 'parcel_packed' }>;

/**
 * Moves a parcel by a conditional update. Part of the caller's transaction. Throws if the event is not allowed in its
 * state or for its kind: it was decided on the same rows.
 */
export async function updateParcel(
  tx: WriteTransaction,
  orderId: string,
  change: Update,
): Promise<void> {
  const { event, number } = change;
  const state = PARCEL_TRANSITIONS[event].to;
  const before = PARCEL_KINDS.flatMap((kind) =>
    PARCEL_STATES.filter((from) => nextParcelState(from, event, kind) !== null).map((from) => ({
      kind,
      state: from,
    })),
  );
  const { count } = await tx.parcel.updateMany({
    where: { orderId, number, OR: before },
    data: { state, sentAt: hasLeft(state) ? new Date() : null },
  });
  if (count === 0) throw new Error(`Parcel ${number} of ${orderId} cannot be moved by ${event}`);
  if (event === 'parcel_sent') await writeAnnouncement(tx, orderId, change);
}

/** The revision changes only with what the shopper is told, so that the same is told once. */
async function writeAnnouncement(
  tx: WriteTransaction,
  orderId: string,
  { number, carrier, trackingNumber }: Extract<Update, { event: 'parcel_sent' }>,
): Promise<void> {
  const where = { orderId_number: { orderId, number } };
  const { revision, ...told } = await tx.parcel.findUniqueOrThrow({ where });
  const isTold = revision > 0 && told.carrier === carrier && told.trackingNumber === trackingNumber;
  if (isTold) return;
  await tx.parcel.update({ where, data: { carrier, trackingNumber, revision: revision + 1 } });
}
