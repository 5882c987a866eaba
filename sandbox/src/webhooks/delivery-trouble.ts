import type { Delivery } from '../store/delivery-queue.js';
import type { SandboxStore } from '../store/sandbox-store.js';
import { type Kind, kindsOn, matches } from '../trouble/trouble-kinds.js';

/** What goes wrong with one attempt at a delivery. */
export interface DeliveryTrouble {
  kinds: Kind[];
  isDropped: boolean;
  delayMs: number;
  /** How many are held back together; 1 goes out by itself. */
  hold: number;
  isForged: boolean;
  isRepeated: boolean;
}

/** Reads the switches for this attempt, and counts those that are on for so many times. */
export function deliveryTrouble(store: SandboxStore, delivery: Delivery): DeliveryTrouble {
  const eventType = store.events.find(delivery.eventId)?.type ?? '';
  const applies = ({ type }: { type?: string | undefined }) => matches(type, eventType);
  // A retry is late and out of order by itself.
  const isFirst = ({ type }: { type?: string | undefined }) =>
    delivery.rounds === 0 && matches(type, eventType);
  const { trouble } = store;
  return store.transaction(() => {
    const drop = trouble.take('drop_deliveries', applies);
    const delay = drop ? null : trouble.take('delay_deliveries', isFirst);
    const reorder = drop ? null : trouble.take('reorder_deliveries', isFirst);
    const forge = drop ? null : trouble.take('forge_signatures', applies);
    const repeat = drop ? null : trouble.take('repeat_deliveries', applies);
    const taken = {
      drop_deliveries: drop,
      delay_deliveries: delay,
      reorder_deliveries: reorder,
      forge_signatures: forge,
      repeat_deliveries: repeat,
    };
    return {
      kinds: kindsOn(taken),
      isDropped: drop !== null,
      delayMs: delay?.ms ?? 0,
      hold: reorder?.hold ?? 1,
      isForged: forge !== null,
      isRepeated: repeat !== null,
    };
  });
}
