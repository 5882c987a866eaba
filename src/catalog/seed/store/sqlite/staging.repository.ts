import type Sqlite from 'better-sqlite3';
import type { Contributor, Subject } from '../../../domain/book.js';
import type { BookEntry } from '../../to-entry.js';
import { type Place, repeatedProblem, subjectProblem } from '../import-store.js';

interface TakenIsbn extends Place {
  slug: string;
  isbn: string;
  holder: string;
}

const INSERTED = [
  ...['seq', 'source', 'line', 'currency', 'slug', 'isbn', 'title', 'subtitle', 'author'],
  ...['publisher', 'publicationDate', 'format', 'pages', 'language', 'weightGrams', 'description'],
  ...['unitPriceMinor', 'coverColor', 'coverFile', 'coverType', 'coverWidth', 'coverHeight'],
  ...[
    'taxCategory',
    'coverSource',
    'shelfPosition',
    'stock',
    'withdrawn',
    'contributors',
    'subjects',
  ],
];

/** The records of an import, before anything of the shop is changed. */
export class Staging {
  readonly #insert: Sqlite.Statement;
  readonly #bySlug: Sqlite.Statement<[string], number>;
  readonly #byIsbn: Sqlite.Statement<[string | null], number>;
  readonly #subject: Sqlite.Statement<[string], { name: string; line: number }>;
  readonly #insertSubject: Sqlite.Statement;
  readonly #known = new Map<string, string>();

  constructor(
    private readonly database: Sqlite.Database,
    private readonly currency: string,
  ) {
    // OR IGNORE: without a journal a failed statement could not be undone.
    this.#insert = database.prepare(
      `INSERT OR IGNORE INTO staged (${INSERTED.join()}) VALUES (${INSERTED.map(() => '?').join()})`,
    );
    this.#bySlug = database
      .prepare<[string], number>('SELECT seq FROM staged WHERE slug = ?')
      .pluck();
    this.#byIsbn = database
      .prepare<[string | null], number>('SELECT seq FROM staged WHERE isbn = ?')
      .pluck();
    this.#subject = database.prepare('SELECT name, line FROM stagedSubject WHERE code = ?');
    this.#insertSubject = database.prepare('INSERT INTO stagedSubject VALUES (?, ?, ?, ?)');
  }

  /** Keeps a valid record. Returns why it does not go with earlier ones, if so. */
  add(entry: BookEntry, place: Place): string[] {
    const problems = this.#subjectProblems(entry);
    if (problems.length > 0) return problems;
    const { changes } = this.#insert.run(this.#rowOf(entry, place));
    if (changes === 0) return this.#repeated(entry);
    for (const { code, name } of entry.subjects) this.#keepSubject(code, name, place);
    return [];
  }

  /** Removes and returns the records whose ISBN another book of the shop has. */
  takeTakenIsbns(): TakenIsbn[] {
    const taken = this.database
      .prepare<[], TakenIsbn>(
        `SELECT s.seq, s.source, s.line, s.slug, s.isbn, b.slug AS holder
         FROM staged s JOIN shop."Book" b ON b.isbn = s.isbn WHERE b.slug <> s.slug ORDER BY s.seq`,
      )
      .all();
    const remove = this.database.prepare('DELETE FROM staged WHERE seq = ?');
    for (const { seq } of taken) remove.run(seq);
    return taken;
  }

  /** In the order of INSERTED: for a million records, names would cost seconds. */
  #rowOf(entry: BookEntry, { seq, source, line }: Place): (string | number | null)[] {
    const { coverImage } = entry;
    return [
      ...[seq, source, line, this.currency, entry.slug, entry.isbn, entry.title, entry.subtitle],
      ...[entry.author, entry.publisher, entry.publicationDate, entry.format, entry.pages],
      ...[entry.language, entry.weightGrams, entry.description, entry.unitPriceMinor],
      ...[entry.coverColor, coverImage?.file ?? null, coverImage?.type ?? null],
      ...[coverImage?.width ?? null, coverImage?.height ?? null, entry.taxCategory],
      ...[entry.cover, seq, entry.stock],
      ...[entry.withdrawn ? 1 : 0, listOf(entry.contributors), codesOf(entry.subjects)],
    ];
  }

  #repeated({ slug, isbn }: BookEntry): string[] {
    const first = { slug: this.#bySlug.get(slug), isbn: this.#byIsbn.get(isbn) };
    return Object.entries(first).flatMap(([name, seq]) =>
      seq === undefined ? [] : repeatedProblem(name, seq),
    );
  }

  #subjectProblems({ subjects }: BookEntry): string[] {
    return subjects.flatMap(({ code, name }) => {
      if (this.#known.get(code) === name) return [];
      const known = this.#subject.get(code);
      if (!known || known.name === name) return [];
      return subjectProblem(code, name, known);
    });
  }

  #keepSubject(code: string, name: string, { source, line }: Place) {
    if (this.#known.has(code)) return;
    if (!this.#subject.get(code)) this.#insertSubject.run(code, name, source, line);
    if (this.#known.size < MAX_KNOWN_SUBJECTS) this.#known.set(code, name);
  }
}

/** Of a classification; what is beyond it is looked up each time. */
const MAX_KNOWN_SUBJECTS = 20_000;

function listOf(contributors: readonly Contributor[]): string {
  return JSON.stringify(contributors.map(({ role, name }) => [role, name]));
}

function codesOf(subjects: readonly Subject[]): string {
  return JSON.stringify(subjects.map(({ code }) => code));
}
