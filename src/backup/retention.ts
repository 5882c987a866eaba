import { backupsAmong } from './backup-name.js';

/** The newest one of each period, for so many periods that have one. Whatever one row keeps, is kept. */
const KEPT = [
  { period: (iso: string) => iso, count: 8 },
  { period: (iso: string) => iso.slice(0, '2026-11-23T04'.length), count: 24 },
  { period: (iso: string) => iso.slice(0, '2026-11-23'.length), count: 30 },
];

/** Those of these files that are backups and no longer kept. */
export function expired(names: readonly string[]): string[] {
  const all = backupsAmong(names);
  const kept = new Set(KEPT.flatMap(({ period, count }) => newestOfEach(all, period, count)));
  return all.map(({ name }) => name).filter((name) => !kept.has(name));
}

function newestOfEach(
  all: { name: string; at: Date }[],
  period: (iso: string) => string,
  count: number,
): string[] {
  const newest = new Map<string, string>();
  for (const { name, at } of all) {
    const key = period(at.toISOString());
    if (!newest.has(key)) newest.set(key, name);
  }
  return [...newest.values()].slice(0, count);
}
