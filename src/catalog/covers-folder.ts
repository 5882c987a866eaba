import path from 'node:path';

/** Where the shop keeps the covers of books: beside its database. */
export const coversFolder = (databasePath: string) =>
  path.join(path.dirname(databasePath), 'covers');
