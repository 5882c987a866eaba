/** By which of Jest's workers, for which file. */
export interface Asked {
  worker: string;
  spec: string;
  isEmpty: boolean;
}

/** For TypeScript, which does not read the types in databases.mjs. */
export class Databases {
  static withTemplate(url: string): Promise<Databases>;
  fresh(asked: Asked): Promise<string>;
  dropAll(): Promise<void>;
}
