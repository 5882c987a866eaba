import type { Database } from 'better-sqlite3';

export class Settings {
  constructor(private readonly database: Database) {}

  /** The account's id: made up by the first caller, kept for as long as the file. */
  account(makeId: () => string): string {
    return this.keep('account', makeId);
  }

  /** A secret of the file that others are derived from. */
  seed(makeSeed: () => string): string {
    return this.keep('seed', makeSeed);
  }

  /** The id of the webhook endpoint that the configuration names; as old as the file. */
  configuredEndpoint(): string {
    const id = this.read('configured_endpoint');
    if (id === undefined) throw new Error('The file has no id for the configured endpoint.');
    return id;
  }

  private keep(name: string, make: () => string): string {
    const known = this.read(name);
    if (known !== undefined) return known;
    const made = make();
    this.write(name, made);
    return made;
  }

  read(name: string): string | undefined {
    return this.database
      .prepare<[string], { value: string }>('SELECT value FROM settings WHERE name = ?')
      .get(name)?.value;
  }

  write(name: string, value: string): void {
    this.database
      .prepare(
        `INSERT INTO settings (name, value) VALUES (?, ?)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
      )
      .run(name, value);
  }
}
