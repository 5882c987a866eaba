import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './program.js';

export const composeFile = path.join(root, 'docker-compose.yml');
export const composeText = readFileSync(composeFile, 'utf8');

export function serviceText(service: string): string {
  const [, rest = ''] = composeText.split(`\n  ${service}:\n`);
  return rest.split(/\n {0,2}\S/)[0] ?? '';
}

/** The lines below `environment:` of a service, which are plain `NAME: value`. */
export function environmentOf(service: string): Record<string, string> {
  const [, lines = ''] = serviceText(service).split('    environment:\n');
  const [own = ''] = lines.split(/\n {4}\S/);
  const pairs = [...own.matchAll(/^ {6}([A-Z_]+): '?(.*?)'?$/gm)];
  return Object.fromEntries(pairs.map(([, name = '', value = '']) => [name, value]));
}
