import path from 'node:path';

/** Where the shop keeps the covers of books: on this machine. */
export const coversFolder = (dataDirectory: string) => path.join(dataDirectory, 'covers');
