import { copyFileSync, existsSync, linkSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

/** A copy that shares its files' contents, for thousands of files that nobody changes. */
export function linkTree(from: string, to: string, except: string[] = []): void {
  if (!existsSync(from)) return; // an optional package of another platform, or a broken link
  if (!statSync(from).isDirectory()) {
    link(from, to);
    return;
  }
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) {
    if (!except.includes(name)) linkTree(path.join(from, name), path.join(to, name));
  }
}

function link(from: string, to: string) {
  try {
    linkSync(from, to);
  } catch (error) {
    // Another disk.
    if (!(error instanceof Error && 'code' in error && error.code === 'EXDEV')) throw error;
    copyFileSync(from, to);
  }
}
