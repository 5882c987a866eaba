import type Sqlite from 'better-sqlite3';
import type { BookChange, ImportPlan, PlanCounts, StockIgnored } from '../import-store.js';
import { BOOK_COLUMNS, bitOf, differing, INDEXED_COLUMNS, OTHER_COLUMNS } from '../columns.js';

const RANGE = 5_000;
const MAX_STOCK_IGNORED = 20;

const CONTRIBUTORS = `coalesce((SELECT json_group_array(json_array(role, name) ORDER BY position)
  FROM shop."BookContributor" WHERE bookId = b.id), '[]')`;
const SUBJECTS = `coalesce((SELECT json_group_array(subjectCode ORDER BY position)
  FROM shop."BookSubject" WHERE bookId = b.id), '[]')`;
const anyDiffers = (names: readonly string[]) =>
  names.map((name) => `b."${name}" IS NOT s."${name}"`).join(' OR ');
const DIFFERENCES = [
  ...INDEXED_COLUMNS.map((name) => `${bitOf(name)} * (${anyDiffers([name])})`),
  `${bitOf('others')} * (${anyDiffers(OTHER_COLUMNS)})`,
  `${bitOf('withdrawn')} * ((b.withdrawnAt IS NOT NULL) <> s.withdrawn)`,
  `${bitOf('contributors')} * (${CONTRIBUTORS} <> s.contributors)`,
  `${bitOf('subjects')} * (${SUBJECTS} <> s.subjects)`,
].join(' + ');

const json = (condition: string) => `json(iif(${condition}, 'true', 'false'))`;

export class Plan implements ImportPlan {
  constructor(private readonly database: Sqlite.Database) {}

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

  stockIgnored(): { count: number; first: StockIgnored[] } {
    const books = `FROM staged s JOIN shop."Book" b ON b.slug = s.slug
      WHERE s.stock IS NOT NULL AND s.stock IS NOT b.stock`;
    const count = this.database.prepare<[], number>(`SELECT count(*) ${books}`).pluck().get() ?? 0;
    const first = this.database
      .prepare<[number], StockIgnored>(`SELECT b.slug, b.stock ${books} ORDER BY s.seq LIMIT ?`)
      .all(MAX_STOCK_IGNORED);
    return { count, first };
  }

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

  *changes(): Generator<BookChange> {
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
      yield { slug, fields: differing(JSON.parse(fields)) };
    }
  }
}
