import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { readTemplates } from '../web/view-engine.js';

const SRC = path.resolve(import.meta.dirname, '..');
const MUSTACHE = /\{\{!--.*?--\}\}|\{\{[^{}]*\}\}/gs;
const NOT_READ = /<(script|style|code)\b[^>]*>.*?<\/\1>/gs;
const READ_ATTRIBUTE = /\s(?:alt|aria-label|placeholder|title)="([^"]*)"/g;
const LETTER = /\p{L}/u;

/** What a template says in its own words. */
function textIn(template: string): string[] {
  const html = template.replace(MUSTACHE, '').replace(NOT_READ, '');
  const attributes = [...html.matchAll(READ_ATTRIBUTE)].map(([, value = '']) => value);
  const nodes = html.split(/<[^>]*>/);
  return [...nodes, ...attributes].map((text) => text.trim()).filter((text) => LETTER.test(text));
}

/** Code of pages and mails, not of a domain, which makes none. What it throws or logs is for the operator. */
const CODE = /^(?!.*\/domain\/).*\.(view|texts|controller|input)\.ts$|^browser\/.*(?<!spec)\.ts$/;
const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' });
const OPERATOR = /^(?:throw\b|(?:this\.)?#?logger\.|console\.|import\b|new Error\b)/;
const SENTENCE = /\p{L}{2,}[.,:]? \p{L}{2,}/u;
/** Markup, CSS, and headers of HTTP. */
const FOR_MACHINES = /^(?:<|\(prefers-|public, |default-src )/;

/** Literals of two words and more. */
function sentencesIn(source: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (OPERATOR.test(node.getText())) return;
    const isText =
      ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateTail(node);
    if (isText && SENTENCE.test(node.text) && !FOR_MACHINES.test(node.text)) found.push(node.text);
    node.forEachChild(visit);
  };
  ts.createSourceFile('page.ts', source, ts.ScriptTarget.Latest, true).forEachChild(visit);
  return found;
}

describe('outside of the language files', () => {
  it.each([...readTemplates(path.join(SRC, '../views'))])('%s has no text', (_name, template) => {
    expect(textIn(template)).toEqual([]);
  });

  it.each(files.filter((file) => CODE.test(file)))('%s has no sentence', (file) => {
    expect(sentencesIn(readFileSync(path.join(SRC, file), 'utf8'))).toEqual([]);
  });

  it('would notice one', () => {
    expect(textIn('<p title="Shut">{{#if a}}Open{{/if}} <b>{{t "x"}}</b></p>')).toEqual([
      'Open',
      'Shut',
    ]);
    expect(
      sentencesIn("throw new Error('Not a text'); f(`The price is ${x} now`, 'Sold out');"),
    ).toEqual(['The price is ', 'Sold out']);
  });
});
