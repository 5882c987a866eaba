/** @typedef {import('./check-result.mjs').CheckResult} CheckResult */

const MARKS = { ok: '✓', note: '·', failed: '✗', skipped: '-' };

/** @param {CheckResult[]} checks */
export function asText(checks) {
  const width = Math.max(...checks.map(({ name }) => name.length));
  const lines = checks.flatMap(({ name, state, message, remedy }) => [
    `${MARKS[state]} ${name.padEnd(width)}  ${message}`,
    ...(remedy ? [`  ${' '.repeat(width)}  → ${remedy}`] : []),
  ]);
  return [...lines, '', verdict(checks)].join('\n');
}

/** @param {CheckResult[]} checks */
export function asJson(checks) {
  const isOk = !checks.some(({ state }) => state === 'failed');
  return JSON.stringify({ ok: isOk, checks }, null, 2);
}

/** @param {CheckResult[]} checks */
function verdict(checks) {
  const count = checks.filter(({ state }) => state === 'failed').length;
  if (count === 0) return 'Nothing is wrong.';
  return `${count} ${count === 1 ? 'thing is' : 'things are'} wrong: the lines with an arrow say what to do.`;
}
