import type Sqlite from 'better-sqlite3';
import { BOOK_COLUMNS, bitOf, INDEXED_COLUMNS, OTHER_COLUMNS } from './columns.js';

export interface PlanCounts {
  added: number;
  changed: number;
  unchanged: number;
  withdrawn: number;
}

export interface StockIgnored {
  slug: string;
  stock: number | null;
}

const RANGE = 5_000;
const MAX_STOCK_IGNORED = 20;

const CONTRIBUTORS = `coalesce((SELECT json_group_array(json_array(role, name) ORDER BY position)
  FROM shop."BookContributor" WHERE bookId = b.id), '[]')`;
const SUBJECTS = `coalesce((SELECT json_group_array(subjectCode ORDER BY position)
  FROM shop."BookSubject" WHERE bookId = b.id), '[]')`;
const differing = (names: readonly string[]) =>
  names.map((name) => `b."${name}" IS NOT s."${name}"`).join(' OR ');
const DIFFERENCES = [
  ...INDEXED_COLUMNS.map((name) => `${bitOf(name)} * (${differing([name])})`),
  `${bitOf('others')} * (${differing(OTHER_COLUMNS)})`,
  `${bitOf('withdrawn')} * ((b.withdrawnAt IS NOT NULL) <> s.withdrawn)`,
  `${bitOf('contributors')} * (${CONTRIBUTORS} <> s.contributors)`,
  `${bitOf('subjects')} * (${SUBJECTS} <> s.subjects)`,
].join(' + ');

const json = (condition: string) => `json(iif(${condition}, 'true', 'false'))`;

/** What an import would do to the shop: read only. */
export class Plan {
  constructor(private readonly database: Sqlite.Database) {}

  /** Compares all staged records with the shop. `onRange` is told how many. */
  compare(lastSeq: number, onRange: (count: number) => void): void {
    const compare = this.database.prepare(
      `WITH compared AS MATERIALIZED (
         SELECT s.seq, b.id AS bookId, b.id IS NULL AS isAdded, iif(b.id IS NULL, 0, ${DIFFERENCES}) AS differs
         FROM staged s LEFT JOIN shop."Book" b ON b.slug = s.slug WHERE s.seq > @after AND s.seq <= @upTo)
       INSERT INTO planned (seq, bookId, isAdded, differs)
       SELECT seq, bookId, isAdded, differs FROM compared WHERE isAdded OR differs > 0`,
    );
    for (let after = 0; after < lastSeq; after += RANGE) {
      compare.run({ after, upTo: after + RANGE });
      onRange(Math.min(RANGE, lastSeq - after));
    }
  }

  /** Books for sale that are in none of the records. */
  withdrawMissing(): void {
    this.database.exec(
      `INSERT INTO withdrawal SELECT id FROM shop."Book" b
       WHERE withdrawnAt IS NULL AND NOT EXISTS (SELECT 1 FROM staged s WHERE s.slug = b.slug)`,
    );
  }

  counts(): PlanCounts {
    const count = (sql: string) => this.database.prepare<[], number>(sql).pluck().get() ?? 0;
    const added = count('SELECT count(*) FROM planned WHERE isAdded');
    const changed = count('SELECT count(*) FROM planned WHERE NOT isAdded');
    const unchanged = count('SELECT count(*) FROM staged') - added - changed;
    return { added, changed, unchanged, withdrawn: count('SELECT count(*) FROM withdrawal') };
  }

  /** Books whose stock in the file differs from the shop's, which is not changed: how many, and the first ones. */
  stockIgnored(): { count: number; first: StockIgnored[] } {
    const differing = `FROM staged s JOIN shop."Book" b ON b.slug = s.slug
      WHERE s.stock IS NOT NULL AND s.stock IS NOT b.stock`;
    const count =
      this.database.prepare<[], number>(`SELECT count(*) ${differing}`).pluck().get() ?? 0;
    const first = this.database
      .prepare<[number], StockIgnored>(`SELECT b.slug, b.stock ${differing} ORDER BY s.seq LIMIT ?`)
      .all(MAX_STOCK_IGNORED);
    return { count, first };
  }

  /** The files of covers that have to be there before the books are. */
  *covers(): Generator<{ source: string; file: string }> {
    yield* this.database
      .prepare<[], { source: string; file: string }>(
        `SELECT coverSource AS source, coverFile AS file FROM planned JOIN staged USING (seq)
         WHERE coverFile IS NOT NULL ORDER BY seq`,
      )
      .iterate();
  }

  *addedSlugs(): Generator<string> {
    yield* this.database
      .prepare<[], string>(
        'SELECT slug FROM planned JOIN staged USING (seq) WHERE isAdded ORDER BY seq',
      )
      .pluck()
      .iterate();
  }

  *withdrawnSlugs(): Generator<string> {
    yield* this.database
      .prepare<[], string>(
        'SELECT slug FROM withdrawal JOIN shop."Book" ON id = bookId ORDER BY id',
      )
      .pluck()
      .iterate();
  }

  /** Of each changed book the fields that differ, as JSON: `[field, old, new]`. */
  *changes(): Generator<{ slug: string; fields: [string, unknown, unknown][] }> {
    const pairs = [
      ...BOOK_COLUMNS.map((name) => `json_array('${name}', b."${name}", s."${name}")`),
      `json_array('withdrawn', ${json('b.withdrawnAt IS NOT NULL')}, ${json('s.withdrawn')})`,
      `json_array('contributors', json(${CONTRIBUTORS}), json(s.contributors))`,
      `json_array('subjects', json(${SUBJECTS}), json(s.subjects))`,
    ];
    const rows = this.database
      .prepare<[], { slug: string; fields: string }>(
        `SELECT s.slug, json_array(${pairs.join()}) AS fields FROM planned p
         JOIN staged s USING (seq) JOIN shop."Book" b ON b.id = p.bookId WHERE NOT p.isAdded ORDER BY seq`,
      )
      .iterate();
    for (const { slug, fields } of rows) {
      const all = JSON.parse(fields) as [string, unknown, unknown][];
      yield {
        slug,
        fields: all.filter(([, before, after]) => JSON.stringify(before) !== JSON.stringify(after)),
      };
    }
  }
}
