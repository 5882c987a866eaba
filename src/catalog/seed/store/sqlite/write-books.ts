import type Sqlite from 'better-sqlite3';
import { BOOK_COLUMNS, bitOf, INDEXED_COLUMNS, OTHER_COLUMNS } from '../columns.js';

interface Range {
  after: number;
  upTo: number;
}

const IN_BATCH = 'p.seq > @after AND p.seq <= @upTo';
/** With the ids that AUTOINCREMENT would give. */
const ADDED = `(SELECT seq, @lastId + row_number() OVER (ORDER BY seq) AS bookId
  FROM planned p WHERE ${IN_BATCH} AND isAdded) a CROSS JOIN staged s USING (seq)`;
const CHANGED = 'planned p CROSS JOIN staged s USING (seq)';
const hasChanged = (difference: 'contributors' | 'subjects') =>
  `${IN_BATCH} AND p.differs & ${bitOf(difference)}`;
const COLUMNS = BOOK_COLUMNS.map((name) => `"${name}"`);
const INDEXED_BITS = [...INDEXED_COLUMNS, 'withdrawn' as const]
  .map(bitOf)
  .reduce((all, bit) => all + bit);

const INSERT_BOOKS = `INSERT INTO shop."Book" (id, slug, stock, withdrawnAt, createdAt, updatedAt, ${COLUMNS.join()})
  SELECT bookId, s.slug, s.stock, iif(s.withdrawn, @now, NULL), @now, @now, ${COLUMNS.map((name) => `s.${name}`).join()}
  FROM ${ADDED}`;
const insertContributors = (from: string, where: string) =>
  `INSERT INTO shop."BookContributor" (bookId, position, role, name)
   SELECT bookId, j.key + 1, j.value ->> 0, j.value ->> 1 FROM ${from} CROSS JOIN json_each(s.contributors) j WHERE ${where}`;
const insertSubjects = (from: string, where: string) =>
  `INSERT INTO shop."BookSubject" (bookId, subjectCode, position, shelfPosition)
   SELECT bookId, j.value, j.key + 1, iif(s.withdrawn, NULL, s.shelfPosition) FROM ${from} CROSS JOIN json_each(s.subjects) j WHERE ${where}`;
const deleteChanged = (table: string, difference: 'contributors' | 'subjects') =>
  `DELETE FROM shop."${table}" WHERE bookId IN (SELECT bookId FROM planned p WHERE ${hasChanged(difference)})`;

/** Only the indexed columns that differ in these books, since each costs a change of its index. */
function updateBooks(differs: number): string {
  const columns = [...INDEXED_COLUMNS.filter((name) => differs & bitOf(name)), ...OTHER_COLUMNS];
  const withdrawn = 'withdrawnAt = iif(s.withdrawn, coalesce("Book".withdrawnAt, @now), NULL)';
  const set = [
    ...columns.map((name) => `"${name}" = s."${name}"`),
    ...(differs & bitOf('withdrawn') ? [withdrawn] : []),
    'updatedAt = @now',
  ];
  return `UPDATE shop."Book" SET ${set.join()} FROM ${CHANGED}
    WHERE ${IN_BATCH} AND NOT isAdded AND p.differs & ${INDEXED_BITS} = ${differs} AND "Book".id = p.bookId`;
}

/** Writes a batch of the plan, within a transaction. */
export class WriteBooks {
  readonly #statements = new Map<string, Sqlite.Statement>();
  readonly #lastId: Sqlite.Statement<[], number>;
  readonly #indexedDifferences: Sqlite.Statement<[Range], number>;

  constructor(private readonly database: Sqlite.Database) {
    this.#lastId = database
      .prepare<[], number>(
        `SELECT coalesce(max(seq), 0) FROM shop.sqlite_sequence WHERE name = 'Book'`,
      )
      .pluck();
    this.#indexedDifferences = database
      .prepare<[Range], number>(
        `SELECT DISTINCT differs & ${INDEXED_BITS} FROM planned p WHERE ${IN_BATCH} AND NOT isAdded`,
      )
      .pluck();
  }

  run(range: Range, now: string) {
    this.#add({ ...range, lastId: this.#lastId.get() ?? 0 }, now);
    this.#change(range, now);
  }

  #add(range: Range & { lastId: number }, now: string) {
    // Books after their contributors: the trigger of a book writes its words once, those of contributors again.
    this.database.pragma('defer_foreign_keys = ON');
    this.#execute(insertContributors(ADDED, 'TRUE'), range);
    this.#execute(INSERT_BOOKS, { ...range, now });
    this.#execute(insertSubjects(ADDED, 'TRUE'), range);
  }

  #change(range: Range, now: string) {
    for (const differs of this.#indexedDifferences.all(range))
      this.#execute(updateBooks(differs), { ...range, now });
    this.#execute(deleteChanged('BookContributor', 'contributors'), range);
    this.#execute(deleteChanged('BookSubject', 'subjects'), range);
    this.#execute(insertContributors(CHANGED, hasChanged('contributors')), range);
    this.#execute(insertSubjects(CHANGED, hasChanged('subjects')), range);
  }

  /** There are at most 128 different updates. */
  #execute(sql: string, parameters: object) {
    let statement = this.#statements.get(sql);
    if (!statement) this.#statements.set(sql, (statement = this.database.prepare(sql)));
    statement.run(parameters);
  }
}
