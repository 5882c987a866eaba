import { backupsAmong } from './backup-name.js';

/** Keeps the newest backup of each period, for the latest `count` periods that have one. */
const RULES = [
  { period: (iso: string) => iso, count: 8 },
  { period: (iso: string) => iso.slice(0, '2026-11-23T04'.length), count: 24 },
  { period: (iso: string) => iso.slice(0, '2026-11-23'.length), count: 30 },
];

/** The backups that no rule keeps. Other files are ignored. */
export function expired(names: readonly string[]): string[] {
  const all = backupsAmong(names);
  const kept = new Set(RULES.flatMap(({ period, count }) => newestOfEach(all, period, count)));
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
