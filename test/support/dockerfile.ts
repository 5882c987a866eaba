import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './program.js';

export interface Instruction {
  word: string;
  rest: string;
}

export interface Stage {
  name: string;
  from: string;
  instructions: Instruction[];
}

/** The stages of a Dockerfile of shopValue: enough of its language for what it says. */
export function readDockerfile(file = 'Dockerfile'): Stage[] {
  const stages: Stage[] = [];
  for (const { word, rest } of instructionsIn(readFileSync(path.join(root, file), 'utf8'))) {
    if (word === 'FROM') {
      const [from = '', , name = ''] = rest.split(/\s+/);
      stages.push({ name, from, instructions: [] });
    } else {
      stages.at(-1)?.instructions.push({ word, rest });
    }
  }
  return stages;
}

function instructionsIn(text: string): Instruction[] {
  return text
    .replaceAll(/^#.*\n/gm, '')
    .replaceAll(/\\\n\s*/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, word = '', rest = ''] = /^(\w+)\s+(.*)$/.exec(line) ?? [];
      return { word, rest };
    });
}

/** The words of a CMD in its exec form, which is the one that lets signals arrive. */
export function execForm(rest: string): string[] {
  const words: unknown = JSON.parse(rest.slice(rest.indexOf('[')));
  if (!Array.isArray(words)) throw new Error(`Not in exec form: ${rest}`);
  return words.map(String);
}

/** Whether .dockerignore keeps this path out of the image. */
export function readDockerignore(): (relative: string) => boolean {
  const patterns = readFileSync(path.join(root, '.dockerignore'), 'utf8')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
    .map((pattern) => new RegExp(`^${toExpression(pattern)}(/|$)`));
  return (relative) => patterns.some((pattern) => pattern.test(relative));
}

function toExpression(pattern: string): string {
  return pattern
    .replaceAll('.', '\\.')
    .replaceAll('**/', '\u0000')
    .replaceAll('*', '[^/]*')
    .replaceAll('\u0000', '(.*/)?');
}
