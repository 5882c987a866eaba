import pg from 'pg';
import { bin, runTool } from '../../../scripts/launcher/build.mjs';

/** @typedef {import('./databases.d.mts').Asked} Asked */

/** Databases of one run on one server. */
export class Databases {
  /** Those of the spec that each worker runs. Another spec of that worker has no use for them. */
  #used = new Map(/** @type {[string, { spec: string, names: string[] }][]} */ ([]));
  #count = 0;
  /** @type {pg.Pool} */
  #server;
  #prefix = `folio_test_${process.pid}`;
  #template = `${this.#prefix}_template`;

  /** @param {string} url of a role that may make databases */
  constructor(url) {
    this.url = url;
    this.#server = new pg.Pool({ connectionString: url, allowExitOnIdle: true });
    // The server may end while a connection is idle.
    this.#server.on('error', () => {});
  }

  /** @param {string} url */
  static async withTemplate(url) {
    const databases = new Databases(url);
    await databases.#makeTemplate();
    return databases;
  }

  async #makeTemplate() {
    await this.#make(this.#template, 'template0');
    const env = { ...process.env, DATABASE_URL: this.#urlOf(this.#template) };
    await runTool(bin.prisma, ['migrate', 'deploy'], env);
  }

  /**
   * The URL of a migrated database without a row in it, or of one without a table.
   * @param {Asked} asked
   */
  async fresh({ worker, spec, isEmpty }) {
    if (this.#used.get(worker)?.spec !== spec) await this.#dropThoseOf(worker);
    const name = `${this.#prefix}_${(this.#count += 1)}`;
    const used = this.#used.get(worker) ?? { spec, names: [] };
    used.names.push(name);
    this.#used.set(worker, used);
    await this.#make(name, isEmpty ? 'template0' : this.#template);
    return this.#urlOf(name);
  }

  async dropAll() {
    await Promise.all([...this.#used.keys()].map((worker) => this.#dropThoseOf(worker)));
    await this.#drop(this.#template);
    await this.#server.end();
  }

  /** @param {string} worker */
  async #dropThoseOf(worker) {
    const names = this.#used.get(worker)?.names ?? [];
    this.#used.delete(worker);
    for (const name of names) await this.#drop(name);
  }

  /**
   * @param {string} name
   * @param {string} template
   */
  #make(name, template) {
    return this.#server.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  }

  /** @param {string} name */
  #drop(name) {
    return this.#server.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  }

  /** @param {string} name */
  #urlOf(name) {
    return Object.assign(new URL(this.url), { pathname: `/${name}` }).href;
  }
}
