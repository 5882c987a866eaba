import Sqlite from 'better-sqlite3';

/** Every statement that is executed from now on, on any connection. */
export function watchStatements(): { executed: string[]; stop: () => void } {
  const executed: string[] = [];
  const { prototype } = Sqlite as unknown as { prototype: Sqlite.Database };
  // eslint-disable-next-line @typescript-eslint/unbound-method
  const original = prototype.prepare;
  const watched = function (this: Sqlite.Database, text: string) {
    const statement = original.call(this, text);
    for (const method of ['run', 'all', 'get'] as const) {
      const execute = statement[method].bind(statement) as (...values: unknown[]) => unknown;
      const value = (...values: unknown[]) => {
        executed.push(text);
        return execute(...values);
      };
      Object.defineProperty(statement, method, { value });
    }
    return statement;
  };
  Object.assign(prototype, { prepare: watched });
  return { executed, stop: () => void Object.assign(prototype, { prepare: original }) };
}
