import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import Handlebars from 'handlebars';
import { argumentsOf } from '../../test/support/message-arguments.js';
import { textsFor } from '../texts/languages.js';
import { readTemplates } from './view-engine.js';

const TEXTS = textsFor('en');

/** Collects what Handlebars accepts and pages must not have: unknown partials and texts, unescaped output. */
class TemplateLint extends Handlebars.Visitor {
  readonly errors: string[] = [];

  constructor(private readonly names: readonly string[]) {
    super();
  }

  override PartialStatement(partial: hbs.AST.PartialStatement) {
    this.#check(partial);
    super.PartialStatement(partial);
  }

  /** A name without a slash is a block of the layout, which has default contents. */
  override PartialBlockStatement(partial: hbs.AST.PartialBlockStatement) {
    if (nameOf(partial).includes('/')) this.#check(partial);
    super.PartialBlockStatement(partial);
  }

  override MustacheStatement(mustache: hbs.AST.MustacheStatement) {
    if (!mustache.escaped) this.errors.push(`line ${mustache.loc.start.line}: unescaped output`);
    this.#checkText(mustache);
    super.MustacheStatement(mustache);
  }

  override SubExpression(expression: hbs.AST.SubExpression) {
    this.#checkText(expression);
    super.SubExpression(expression);
  }

  #checkText({
    path: helper,
    params,
    hash,
    loc,
  }: hbs.AST.MustacheStatement | hbs.AST.SubExpression) {
    if (!('original' in helper) || helper.original !== 't') return;
    const [key] = params;
    const text = key && 'value' in key ? TEXTS.get(String(key.value)) : undefined;
    if (text === undefined) return void this.errors.push(`line ${loc.start.line}: unknown text`);
    const given = (hash as hbs.AST.Hash | undefined)?.pairs.map(argumentOf).sort() ?? [];
    const needed = argumentsOf(text);
    if (given.join(' ') !== needed.join(' '))
      this.errors.push(
        `line ${loc.start.line}: (${given.join(' ')}) instead of (${needed.join(' ')})`,
      );
  }

  #check(partial: hbs.AST.PartialStatement | hbs.AST.PartialBlockStatement) {
    const name = nameOf(partial);
    if (name === '@partial-block' || this.names.includes(name)) return;
    this.errors.push(`line ${partial.loc.start.line}: unknown partial ${name}`);
  }
}

/** `name`, or `<name>` where it is given a tag. */
function argumentOf({ key, value }: hbs.AST.HashPair): string {
  const helper = value.type === 'SubExpression' && (value as hbs.AST.SubExpression).path;
  return helper && 'original' in helper && helper.original === 'tag' ? `<${key}>` : key;
}

function nameOf({ name }: { name: hbs.AST.PathExpression | hbs.AST.SubExpression }): string {
  return 'original' in name ? name.original : '';
}

/** No compiler compares a template with the code. */
function sources(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /(?<!spec)\.ts$/.test(file))
    .map((file) => readFileSync(path.join(folder, file), 'utf8'))
    .join();
}

function lint(source: string, names: readonly string[] = []): string[] {
  const linter = new TemplateLint(names);
  linter.accept(Handlebars.parse(source));
  return linter.errors;
}

const BOOK_TEXT = /\{\{(?:\w+\.)?(?:title|subtitle|author|description)\}\}/g;
const ISOLATED = /(?:<bdi[^>]*>|dir="auto"[^>]*>|=")$/;

/** As an argument of a text, which has a tag for it. */
const BOOK_ARGUMENT = /\{\{t "[^{}]* title=[^{}]*\}\}/g;

function mixedUp(source: string): string[] {
  const printed = [...source.matchAll(BOOK_TEXT)].filter(
    ({ index }) => !ISOLATED.test(source.slice(0, index)),
  );
  const given = [...source.matchAll(BOOK_ARGUMENT)].filter(([text]) => !text.includes('"bdi"'));
  return [...printed, ...given].map(([text]) => text);
}

describe('the templates of the shop', () => {
  const templates = readTemplates(path.resolve(import.meta.dirname, '../../views'));

  it.each([...templates].filter(([name]) => /^(catalog|cart|checkout|orders|partials)/.test(name)))(
    '%s isolates every text of a book, which may be written from right to left',
    (_name, source) => {
      expect(mixedUp(source)).toEqual([]);
    },
  );

  it('would notice one that is not', () => {
    expect(mixedUp('<h1 id="a">{{title}}</h1><bdi>{{author}}</bdi>')).toEqual(['{{title}}']);
    expect(mixedUp('{{t "a" title=title}}{{t "a" title=title book=(tag "bdi")}}')).toEqual([
      '{{t "a" title=title}}',
    ]);
  });

  it.each([...templates])('%s uses existing partials and escapes its output', (_name, source) => {
    expect(lint(source, [...templates.keys()])).toEqual([]);
  });

  // Safari takes a list without markers for none: https://developer.mozilla.org/docs/Web/CSS/list-style-type
  it.each([...templates])('%s says of each list that it is one', (_name, source) => {
    const lists = source.match(/<[uo]l\b[^>]*>/g) ?? [];

    expect(lists.filter((tag) => !tag.includes('role="list"'))).toEqual([]);
  });

  it('compare only with words of the code', () => {
    const code = sources(path.resolve(import.meta.dirname, '..'));
    const words = [...templates.values()].flatMap((template) =>
      [...template.matchAll(/\(eq \S+ "([^"]+)"\)/g)].map(([, word = '']) => word),
    );

    expect(words).toContain('no_secret');
    expect(words.filter((word) => !code.includes(`'${word}'`))).toEqual([]);
  });

  it.each([
    ['a\n{{> partials/prize}}', 'line 2: unknown partial partials/prize'],
    ['{{#> layouts/mian}}x{{/layouts/mian}}', 'line 1: unknown partial layouts/mian'],
    ['{{{title}}}', 'line 1: unescaped output'],
    ['{{t "offer.totl"}}', 'line 1: unknown text'],
    ['{{t key}}', 'line 1: unknown text'],
    ['{{#if (t "offer.total" a=1)}}{{/if}}', 'line 1: (a) instead of ()'],
    ['\n{{t "banner.sandbox.text" name=name}}', 'line 2: (name) instead of (<name>)'],
  ])('would not pass with %j', (source, error) => {
    expect(lint(source)).toEqual([error]);
  });
});
