import { once } from 'node:events';
import { typescriptChild } from './typescript-child.js';

/** Resolves when another program has the database's write lock; it keeps it for that long. */
export async function lockedFor(milliseconds: number, file: string) {
  const holder = typescriptChild('lock-holder.ts', [file, String(milliseconds)]);
  const exited = once(holder, 'exit');
  await once(holder, 'message');
  return { exited };
}
