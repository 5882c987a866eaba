import type { ImportPlan } from './store/import-store.js';

/** The lines of a dry run: every book that would be added, changed (old → new) or withdrawn. */
export async function* planLines(plan: ImportPlan): AsyncGenerator<string> {
  for await (const slug of plan.addedSlugs()) yield `+ ${slug}`;
  for await (const { slug, fields } of plan.changes()) {
    yield `~ ${slug}`;
    for (const [field, before, after] of fields) {
      yield `    ${field}: ${shown(before)} → ${shown(after)}`;
    }
  }
  for await (const slug of plan.withdrawnSlugs()) yield `- ${slug}`;
}

const MAX_LENGTH = 200;

function shown(value: unknown): string {
  if (value === null) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text;
}
