export const PARCEL_KINDS = ['post', 'pickup'] as const;

/** How a parcel reaches the shopper: `pickup` is collected in the shop. */
export type ParcelKind = (typeof PARCEL_KINDS)[number];

export const PARCEL_STATES = ['packed', 'sent', 'collected', 'canceled'] as const;

export type ParcelState = (typeof PARCEL_STATES)[number];

interface Transition {
  /** Null for a new parcel. */
  from: readonly (ParcelState | null)[];
  to: ParcelState;
  /** Of parcels of this kind only. */
  kind?: ParcelKind;
}

/** Every event of a parcel. docs/parcel-states.md is generated from it. The events are notes in the order's timeline. */
export const PARCEL_TRANSITIONS = {
  parcel_packed: { from: [null], to: 'packed' },
  parcel_sent: { from: ['packed'], to: 'sent', kind: 'post' },
  parcel_collected: { from: ['packed'], to: 'collected', kind: 'pickup' },
  // It has not left the shop after all, or under another number.
  parcel_undone: { from: ['sent', 'collected'], to: 'packed' },
  // Its copies are to be packed again, unless they were refunded.
  parcel_unpacked: { from: ['packed'], to: 'canceled' },
} as const satisfies Record<string, Transition>;

export type ParcelEvent = keyof typeof PARCEL_TRANSITIONS;

export const PARCEL_EVENTS = Object.keys(PARCEL_TRANSITIONS) as ParcelEvent[];

/** Null if the event is not allowed in this state, or for this kind. */
export function nextParcelState(
  from: ParcelState | null,
  event: ParcelEvent,
  kind: ParcelKind,
): ParcelState | null {
  const transition: Transition = PARCEL_TRANSITIONS[event];
  const isAllowed = transition.from.includes(from) && (transition.kind ?? kind) === kind;
  return isAllowed ? transition.to : null;
}

/** Its copies are with the shopper, or on their way. */
export function hasLeft(state: ParcelState): boolean {
  return state === 'sent' || state === 'collected';
}

/** States whose copies have left the shop. */
export const LEFT_STATES = PARCEL_STATES.filter(hasLeft);
