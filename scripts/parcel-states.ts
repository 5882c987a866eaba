import {
  nextParcelState,
  PARCEL_EVENTS,
  PARCEL_KINDS,
  PARCEL_STATES,
} from '../src/fulfilment/domain/parcel-state.js';
import { drawStates } from './state-drawing.js';

/** Generates docs/parcel-states.md from the table of transitions. */
export function drawParcelStates(): string {
  const arrows = PARCEL_EVENTS.flatMap((event) =>
    [null, ...PARCEL_STATES].flatMap((from) => {
      const [to] = PARCEL_KINDS.flatMap((kind) => nextParcelState(from, event, kind) ?? []);
      return to ? [{ event, from, to }] : [];
    }),
  );
  return drawStates({
    title: 'The life of a parcel',
    source: 'src/fulfilment/domain/parcel-state.ts',
    beginning: 'no parcel yet',
    arrows,
  });
}
