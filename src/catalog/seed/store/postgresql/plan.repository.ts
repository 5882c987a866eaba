import type { Client } from 'pg';
import { BOOK_COLUMNS, bitOf, differing, INDEXED_COLUMNS, OTHER_COLUMNS } from '../columns.js';
import type { BookChange, ImportPlan, PlanCounts, StockIgnored } from '../import-store.js';
import { type Keyed, rowsOf } from './rows-of.js';

const RANGE = 5_000;
const MAX_STOCK_IGNORED = 20;

const CONTRIBUTORS = `coalesce((SELECT jsonb_agg(jsonb_build_array("role", "name") ORDER BY "position")
  FROM "BookContributor" WHERE "bookId" = b."id"), '[]')`;
const SUBJECTS = `coalesce((SELECT jsonb_agg("subjectCode" ORDER BY "position")
  FROM "BookSubject" WHERE "bookId" = b."id"), '[]')`;
const anyDiffers = (names: readonly string[]) =>
  names.map((name) => `b."${name}" IS DISTINCT FROM s."${name}"`).join(' OR ');
const DIFFERENCES = [
  ...INDEXED_COLUMNS.map((name) => [bitOf(name), anyDiffers([name])]),
  [bitOf('others'), anyDiffers(OTHER_COLUMNS)],
  [bitOf('withdrawn'), '(b."withdrawnAt" IS NOT NULL) <> s."withdrawn"'],
  [bitOf('contributors'), `${CONTRIBUTORS} <> s."contributors"`],
  [bitOf('subjects'), `${SUBJECTS} <> s."subjects"`],
].map(([bit, differs]) => `CASE WHEN ${differs} THEN ${bit} ELSE 0 END`);

const COMPARE = `WITH "compared" AS MATERIALIZED (
    SELECT s."seq", b."id" AS "bookId", b."id" IS NULL AS "isAdded",
      CASE WHEN b."id" IS NULL THEN 0 ELSE ${DIFFERENCES.join(' + ')} END AS "differs"
    FROM "staged" s LEFT JOIN "Book" b ON b."slug" = s."slug" WHERE s."seq" > $1 AND s."seq" <= $2)
  INSERT INTO "planned" SELECT * FROM "compared" WHERE "isAdded" OR "differs" > 0`;
const WITHDRAW_MISSING = `INSERT INTO "withdrawal" SELECT "id" FROM "Book" b
  WHERE "withdrawnAt" IS NULL AND NOT EXISTS (SELECT 1 FROM "staged" s WHERE s."slug" = b."slug")`;
const COUNTS = `SELECT count(*) FILTER (WHERE "isAdded") AS "added",
  count(*) FILTER (WHERE NOT "isAdded") AS "changed",
  (SELECT count(*) FROM "staged") - count(*) AS "unchanged",
  (SELECT count(*) FROM "withdrawal") AS "withdrawn" FROM "planned"`;
const STOCK_IGNORED = `SELECT b."slug", b."stock", count(*) OVER () AS "count"
  FROM "staged" s JOIN "Book" b ON b."slug" = s."slug"
  WHERE s."stock" IS NOT NULL AND s."stock" IS DISTINCT FROM b."stock" ORDER BY s."seq" LIMIT ${MAX_STOCK_IGNORED}`;

const PLANNED = 'FROM "planned" JOIN "staged" s USING ("seq")';
const COVERS = `SELECT "seq" AS "key", "coverSource" AS "source", "coverFile" AS "file" ${PLANNED}
  WHERE "coverFile" IS NOT NULL AND "seq" > $1 ORDER BY "seq" LIMIT $2`;
const ADDED = `SELECT "seq" AS "key", "slug" ${PLANNED} WHERE "isAdded" AND "seq" > $1 ORDER BY "seq" LIMIT $2`;
const WITHDRAWN = `SELECT "id" AS "key", "slug" FROM "withdrawal" JOIN "Book" ON "id" = "bookId"
  WHERE "id" > $1 ORDER BY "id" LIMIT $2`;
const PAIRS = [
  ...BOOK_COLUMNS.map((name) => `json_build_array('${name}', b."${name}", s."${name}")`),
  `json_build_array('withdrawn', b."withdrawnAt" IS NOT NULL, s."withdrawn")`,
  `json_build_array('contributors', ${CONTRIBUTORS}, s."contributors")`,
  `json_build_array('subjects', ${SUBJECTS}, s."subjects")`,
];
const CHANGES = `SELECT "seq" AS "key", s."slug", json_build_array(${PAIRS.join()}) AS "fields" ${PLANNED}
  JOIN "Book" b ON b."id" = "bookId" WHERE NOT "isAdded" AND "seq" > $1 ORDER BY "seq" LIMIT $2`;

export class Plan implements ImportPlan {
  constructor(private readonly client: Client) {}

  async compare(lastSeq: number, onRange: (count: number) => void) {
    for (let after = 0; after < lastSeq; after += RANGE) {
      await this.client.query(COMPARE, [after, after + RANGE]);
      onRange(Math.min(RANGE, lastSeq - after));
    }
    await this.client.query('ANALYZE "planned"');
  }

  async withdrawMissing() {
    await this.client.query(WITHDRAW_MISSING);
  }

  async counts(): Promise<PlanCounts> {
    const { rows } = await this.client.query<Record<keyof PlanCounts, string>>(COUNTS);
    const { added, changed, unchanged, withdrawn } = rows[0] ?? {};
    return {
      added: Number(added),
      changed: Number(changed),
      unchanged: Number(unchanged),
      withdrawn: Number(withdrawn),
    };
  }

  async stockIgnored() {
    const { rows } = await this.client.query<StockIgnored & { count: string }>(STOCK_IGNORED);
    const first = rows.map(({ slug, stock }) => ({ slug, stock }));
    return { count: Number(rows[0]?.count ?? 0), first };
  }

  covers() {
    return rowsOf<Keyed & { source: string; file: string }>(this.client, COVERS);
  }

  addedSlugs() {
    return this.#slugs(ADDED);
  }

  withdrawnSlugs() {
    return this.#slugs(WITHDRAWN);
  }

  async *changes(): AsyncGenerator<BookChange> {
    const rows = rowsOf<Keyed & { slug: string; fields: unknown }>(this.client, CHANGES);
    for await (const { slug, fields } of rows) yield { slug, fields: differing(fields) };
  }

  async *#slugs(sql: string): AsyncGenerator<string> {
    for await (const { slug } of rowsOf<Keyed & { slug: string }>(this.client, sql)) yield slug;
  }
}
