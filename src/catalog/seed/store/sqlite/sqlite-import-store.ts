import {
  type ImportStore,
  type ImportStoreSettings,
  type ReadRecord,
  takenIsbnProblem,
} from '../import-store.js';
import { Apply } from './apply.repository.js';
import { ImportFiles } from './import-files.repository.js';
import { Plan } from './plan.repository.js';
import { Staging } from './staging.repository.js';

/** Staged in one transaction of a second database; the shop's is only read after it. */
export class SqliteImportStore implements ImportStore {
  readonly plan: Plan;
  readonly #files: ImportFiles;
  readonly #staging: Staging;

  constructor(
    databasePath: string,
    private readonly settings: ImportStoreSettings,
  ) {
    this.#files = new ImportFiles(databasePath);
    const { database } = this.#files;
    this.#staging = new Staging(database, settings.currency);
    this.plan = new Plan(database);
    database.exec('BEGIN');
  }

  stage({ place, slug, result }: ReadRecord) {
    const problems = 'entry' in result ? this.#staging.add(result.entry, place) : result.problems;
    if (problems.length > 0) this.settings.refuse(place, slug, problems);
  }

  endStaging() {
    this.#files.database.exec('COMMIT');
    for (const taken of this.#staging.takeTakenIsbns())
      this.settings.refuse(taken, taken.slug, [takenIsbnProblem(taken)]);
  }

  async apply(onSlice: (count: number) => void) {
    this.#files.startWriting();
    await new Apply(this.#files.database, this.#files.lockRequest).run(onSlice);
  }

  close() {
    this.#files.close();
  }
}
