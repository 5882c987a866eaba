import path from 'node:path';

/** Where packing slips are written. */
export function slipsFolder(dataDirectory: string): string {
  return path.join(dataDirectory, 'packing-slips');
}
