import type { Client } from 'pg';
import type { BookEntry } from '../../to-entry.js';
import {
  type ImportStoreSettings,
  type Place,
  type ReadRecord,
  repeatedProblem,
  subjectProblem,
  takenIsbnProblem,
} from '../import-store.js';

/** Records that are kept with one statement: few enough to be forgotten soon. */
const BATCH = 500;

const KNOWN_BOOKS = `SELECT "seq", "slug", "isbn" FROM "staged" WHERE "slug" = ANY($1)
  UNION SELECT "seq", "slug", "isbn" FROM "staged" WHERE "isbn" = ANY($2)`;
const KNOWN_SUBJECTS = 'SELECT "code", "name", "line" FROM "stagedSubject" WHERE "code" = ANY($1)';
const STAGE = 'INSERT INTO "staged" SELECT * FROM json_populate_recordset(NULL::"staged", $1)';
const STAGE_SUBJECTS =
  'INSERT INTO "stagedSubject" SELECT * FROM json_populate_recordset(NULL::"stagedSubject", $1)';
const TAKEN_ISBNS = `DELETE FROM "staged" s USING "Book" b WHERE b."isbn" = s."isbn" AND b."slug" <> s."slug"
  RETURNING s."seq", s."source", s."line", s."slug", s."isbn", b."slug" AS "holder"`;

interface KnownSubject {
  name: string;
  line: number;
}

interface TakenIsbn extends Place {
  slug: string;
  isbn: string;
  holder: string;
}

/** What earlier records have. */
interface Known {
  slugs: Map<string, number>;
  isbns: Map<string, number>;
  subjects: Map<string, KnownSubject>;
}

/** The records of an import, before anything of the shop is changed. */
export class Staging {
  #batch: ReadRecord[] = [];

  constructor(
    private readonly client: Client,
    private readonly settings: ImportStoreSettings,
  ) {}

  stage(record: ReadRecord): Promise<void> | undefined {
    this.#batch.push(record);
    return this.#batch.length < BATCH ? undefined : this.#flush();
  }

  async end(): Promise<void> {
    await this.#flush();
    await this.client.query('ANALYZE "staged"');
    const { rows } = await this.client.query<TakenIsbn>(TAKEN_ISBNS);
    for (const taken of rows.toSorted((one, other) => one.seq - other.seq))
      this.settings.refuse(taken, taken.slug, [takenIsbnProblem(taken)]);
  }

  /** One record after another, as if each had been kept before the next one was read. */
  async #flush() {
    const batch = this.#batch;
    this.#batch = [];
    const known = await this.#knownTo(batch.flatMap(entryOf));
    const rows: object[] = [];
    const subjects: object[] = [];
    for (const { place, slug, result } of batch) {
      const problems = 'entry' in result ? problemsOf(result.entry, known) : result.problems;
      if (problems.length > 0) this.settings.refuse(place, slug, problems);
      if (problems.length > 0 || !('entry' in result)) continue;
      rows.push(this.#rowOf(result.entry, place));
      subjects.push(...remember(result.entry, place, known));
    }
    await this.client.query(STAGE, [JSON.stringify(rows)]);
    await this.client.query(STAGE_SUBJECTS, [JSON.stringify(subjects)]);
  }

  async #knownTo(entries: readonly BookEntry[]): Promise<Known> {
    const isbns = entries.flatMap(({ isbn }) => isbn ?? []);
    const codes = new Set(entries.flatMap((entry) => entry.subjects.map(({ code }) => code)));
    const books = await this.client.query<{ seq: number; slug: string; isbn: string | null }>(
      KNOWN_BOOKS,
      [entries.map(({ slug }) => slug), isbns],
    );
    const subjects = await this.client.query<KnownSubject & { code: string }>(KNOWN_SUBJECTS, [
      [...codes],
    ]);
    return {
      slugs: new Map(books.rows.map(({ slug, seq }) => [slug, seq])),
      isbns: new Map(books.rows.flatMap(({ isbn, seq }) => (isbn === null ? [] : [[isbn, seq]]))),
      subjects: new Map(subjects.rows.map(({ code, ...subject }) => [code, subject])),
    };
  }

  #rowOf(entry: BookEntry, place: Place): object {
    const { coverImage, cover, contributors, subjects, ...columns } = entry;
    return {
      ...columns,
      ...place,
      currency: this.settings.currency,
      coverFile: coverImage?.file ?? null,
      coverType: coverImage?.type ?? null,
      coverWidth: coverImage?.width ?? null,
      coverHeight: coverImage?.height ?? null,
      coverSource: cover,
      shelfPosition: place.seq,
      contributors: contributors.map(({ role, name }) => [role, name]),
      subjects: subjects.map(({ code }) => code),
    };
  }
}

const entryOf = ({ result }: ReadRecord) => ('entry' in result ? [result.entry] : []);

function problemsOf({ slug, isbn, subjects }: BookEntry, known: Known): string[] {
  const problems = subjects.flatMap(({ code, name }) => {
    const earlier = known.subjects.get(code);
    return !earlier || earlier.name === name ? [] : subjectProblem(code, name, earlier);
  });
  if (problems.length > 0) return problems;
  const first = { slug: known.slugs.get(slug), isbn: known.isbns.get(isbn ?? '') };
  return Object.entries(first).flatMap(([name, seq]) =>
    seq === undefined ? [] : repeatedProblem(name, seq),
  );
}

/** Returns the subjects that no earlier record has named. */
function remember({ slug, isbn, subjects }: BookEntry, { seq, line }: Place, known: Known) {
  known.slugs.set(slug, seq);
  if (isbn !== null) known.isbns.set(isbn, seq);
  const added: object[] = [];
  for (const { code, name } of subjects) {
    if (known.subjects.has(code)) continue;
    known.subjects.set(code, { name, line });
    added.push({ code, name, line });
  }
  return added;
}
