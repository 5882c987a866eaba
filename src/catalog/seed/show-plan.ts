import type { Plan } from './store/plan.repository.js';

/** The lines of a dry run: every book that would be added, changed (old → new) or withdrawn. */
export function* planLines(plan: Plan): Generator<string> {
  for (const slug of plan.addedSlugs()) yield `+ ${slug}`;
  for (const { slug, fields } of plan.changes()) {
    yield `~ ${slug}`;
    for (const [field, before, after] of fields) {
      yield `    ${field}: ${shown(before)} → ${shown(after)}`;
    }
  }
  for (const slug of plan.withdrawnSlugs()) yield `- ${slug}`;
}

const MAX_LENGTH = 200;

function shown(value: unknown): string {
  if (value === null) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text;
}
