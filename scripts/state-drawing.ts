export interface Arrow {
  event: string;
  /** Null for what begins. */
  from: string | null;
  to: string;
}

export interface Drawing {
  title: string;
  /** The file with the transitions. */
  source: string;
  /** What the first column of the table calls what does not exist yet. */
  beginning: string;
  arrows: readonly Arrow[];
}

/** A page with a diagram and a table of the transitions, formatted as by Prettier. */
export function drawStates({ title, source, beginning, arrows }: Drawing): string {
  return `# ${title}

Drawn from \`${source}\` by \`npm run draw\`: change it there.

\`\`\`mermaid
stateDiagram-v2
${diagram(arrows).join('\n')}
\`\`\`

${table(['Event', 'From', 'To'], transitions(arrows, beginning)).join('\n')}
`;
}

function diagram(arrows: readonly Arrow[]): string[] {
  const states = new Set(arrows.map(({ to }) => to));
  const ends = [...states].filter((state) => !arrows.some(({ from }) => from === state));
  return [
    ...arrows.map(({ event, from, to }) => `    ${from ?? '[*]'} --> ${to}: ${event}`),
    ...ends.map((state) => `    ${state} --> [*]`),
  ];
}

function transitions(arrows: readonly Arrow[], beginning: string): string[][] {
  const events = [...new Set(arrows.map(({ event }) => event))];
  return events.map((event) => {
    const mine = arrows.filter((arrow) => arrow.event === event);
    const names = (states: (string | null)[]) =>
      [...new Set(states)].map((name) => (name ? `\`${name}\`` : beginning)).join(', ');
    return [`\`${event}\``, names(mine.map(({ from }) => from)), names(mine.map(({ to }) => to))];
  });
}

function table(head: string[], rows: string[][]): string[] {
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)];
}
