const NAME = /^(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d\.\d{3}Z)\.db$/;

/** `2026-11-23T04-27-00.123Z.db`: the time in UTC, without characters that some file systems refuse. */
export function backupName(at: Date): string {
  return `${at.toISOString().replaceAll(':', '-')}.db`;
}

/** The time in the name of a backup. Null for other files. */
export function timestampOf(name: string): Date | null {
  const [, day, hour, minute, second] = NAME.exec(name) ?? [];
  if (!day || !hour || !minute || !second) return null;
  const at = new Date(`${day}T${hour}:${minute}:${second}`);
  return Number.isNaN(at.getTime()) ? null : at;
}

/** Newest first. */
export function backupsAmong(names: readonly string[]): { name: string; at: Date }[] {
  return names
    .flatMap((name) => {
      const at = timestampOf(name);
      return at ? [{ name, at }] : [];
    })
    .sort((a, b) => b.at.getTime() - a.at.getTime());
}
