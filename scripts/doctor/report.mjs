const MARKS = { ok: '✓', note: '·', failed: '✗', skipped: '-' };

export function asText(findings) {
  const width = Math.max(...findings.map(({ name }) => name.length));
  const lines = findings.flatMap(({ name, state, said, cure }) => [
    `${MARKS[state]} ${name.padEnd(width)}  ${said}`,
    ...(cure ? [`  ${' '.repeat(width)}  → ${cure}`] : []),
  ]);
  return [...lines, '', verdict(findings)].join('\n');
}

export function asJson(findings) {
  const isWell = !findings.some(({ state }) => state === 'failed');
  return JSON.stringify({ ok: isWell, findings }, null, 2);
}

function verdict(findings) {
  const count = findings.filter(({ state }) => state === 'failed').length;
  if (count === 0) return 'Nothing is wrong.';
  return `${count} ${count === 1 ? 'thing is' : 'things are'} wrong: the lines with an arrow say what to do.`;
}
