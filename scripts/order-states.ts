import { nextState, ORDER_EVENTS, ORDER_STATES } from '../src/orders/domain/order-state.js';

/** Generates docs/order-states.md from the table of transitions. */
export function drawOrderStates(): string {
  return `# The life of an order

Drawn from \`src/orders/domain/order-state.ts\` by \`npm run draw\`: change it there.

\`\`\`mermaid
stateDiagram-v2
${diagram().join('\n')}
\`\`\`

${table(['Event', 'From', 'To'], transitions()).join('\n')}
`;
}

function arrows() {
  return ORDER_EVENTS.flatMap((event) =>
    [null, ...ORDER_STATES].flatMap((from) => {
      const to = nextState(from, event);
      return to ? [{ event, from, to }] : [];
    }),
  );
}

function diagram(): string[] {
  const ends = ORDER_STATES.filter((state) => !arrows().some(({ from }) => from === state));
  return [
    ...arrows().map(({ event, from, to }) => `    ${from ?? '[*]'} --> ${to}: ${event}`),
    ...ends.map((state) => `    ${state} --> [*]`),
  ];
}

function transitions(): string[][] {
  return ORDER_EVENTS.map((event) => {
    const mine = arrows().filter((arrow) => arrow.event === event);
    const names = (states: (string | null)[]) =>
      [...new Set(states)].map((name) => (name ? `\`${name}\`` : 'no order yet')).join(', ');
    return [`\`${event}\``, names(mine.map(({ from }) => from)), names(mine.map(({ to }) => to))];
  });
}

/** Padded as by Prettier. */
function table(head: string[], rows: string[][]): string[] {
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)];
}
