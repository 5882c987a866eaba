import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import Sqlite from 'better-sqlite3';
import { reuseStatements } from './reuse-statements.js';

/** What Prisma's adapter calls. */
interface Adapted {
  prepare(sql: string): {
    bind(values: unknown[]): {
      reader: boolean;
      run(): { changes: number };
      columns(): { name: string }[];
      raw(): { all(): unknown[][] };
    };
  };
}

describe(reuseStatements.name, () => {
  let database: Sqlite.Database;
  let prepare: ReturnType<typeof jest.spyOn>;
  let adapted: Adapted;

  beforeEach(() => {
    database = new Sqlite(':memory:');
    database.exec('CREATE TABLE Pot (id INTEGER, colour TEXT)');
    prepare = jest.spyOn(database, 'prepare');
    reuseStatements(database);
    adapted = database as unknown as Adapted;
  });
  afterEach(() => {
    database.close();
  });

  const insert = (...values: unknown[]) =>
    adapted.prepare('INSERT INTO Pot VALUES (?, ?)').bind(values).run();
  const find = (id: number) => adapted.prepare('SELECT * FROM Pot WHERE id = ?').bind([id]);

  it('prepares a text once, and executes it with the values of each call', () => {
    expect([insert(1, 'red').changes, insert(2, 'blue').changes]).toEqual([1, 1]);
    expect(prepare).toHaveBeenCalledTimes(1);
  });

  it('reads the rows of each call, and the names of their columns', () => {
    insert(1, 'red');
    insert(2, 'blue');
    const [one, two] = [find(1), find(2)];

    expect([one.raw().all(), two.raw().all()]).toEqual([[[1, 'red']], [[2, 'blue']]]);
    expect(two.columns().map(({ name }) => name)).toEqual(['id', 'colour']);
    expect([one.reader, adapted.prepare('DELETE FROM Pot').bind([]).reader]).toEqual([true, false]);
  });

  it('executes a statement again after it has failed', () => {
    database.exec('CREATE UNIQUE INDEX once ON Pot (id)');
    insert(1, 'red');

    expect(() => insert(1, 'blue')).toThrow('UNIQUE constraint failed');
    expect(insert(2, 'blue').changes).toBe(1);
  });
});
