import { nextState, ORDER_EVENTS, ORDER_STATES } from '../src/orders/domain/order-state.js';
import { drawStates } from './state-drawing.js';

/** Generates docs/order-states.md from the table of transitions. */
export function drawOrderStates(): string {
  const arrows = ORDER_EVENTS.flatMap((event) =>
    [null, ...ORDER_STATES].flatMap((from) => {
      const to = nextState(from, event);
      return to ? [{ event, from, to }] : [];
    }),
  );
  return drawStates({
    title: 'The life of an order',
    source: 'src/orders/domain/order-state.ts',
    beginning: 'no order yet',
    arrows,
  });
}
