/** For TypeScript, which does not read the types in databases.mjs. */
export class Databases {
  static withTemplate(url: string): Promise<Databases>;
  fresh(asked: { worker: string; spec: string; isEmpty: boolean }): Promise<string>;
  dropAll(): Promise<void>;
}
