import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import Handlebars from 'handlebars';
import { messageOf } from '../common/error.js';

const EXTENSION = 'hbs';
const PARTIALS = /^(partials|layouts)\//;

const COMPILING: CompileOptions = {
  knownHelpers: { eq: true },
  // An unknown helper fails at startup instead of in a page.
  knownHelpersOnly: true,
  preventIndent: true,
};
const RENDERING: Handlebars.RuntimeOptions = {
  allowProtoPropertiesByDefault: false,
  allowProtoMethodsByDefault: false,
};

interface ViewOptions {
  /** Reads the templates again for each page, in development. */
  watch: boolean;
  /** Variables of all pages. */
  locals: Record<string, unknown>;
}

type Render = (view: object) => string;

/** Registers Handlebars. All templates are compiled at startup, which fails if one is invalid. */
export function useHandlebars(
  app: NestExpressApplication,
  viewsDirectory: string,
  { watch, locals }: ViewOptions,
): void {
  const load = () => compileTemplates(readTemplates(viewsDirectory));
  const loaded = load();
  const render = (file: string, view: object): string => {
    const name = nameOf(path.relative(viewsDirectory, file));
    const template = (watch ? load() : loaded).get(name);
    if (!template) throw new Error(`There is no template ${name}.${EXTENSION}`);
    return template(view);
  };

  app.engine(EXTENSION, (file: string, view: object, done: RenderCallback) => {
    try {
      done(null, render(file, view));
    } catch (error) {
      done(error);
    }
  });
  app.setBaseViewsDir(viewsDirectory);
  app.setViewEngine(EXTENSION);
  app.set('view cache', !watch);
  for (const [name, value] of Object.entries(locals)) app.setLocal(name, value);
}

type RenderCallback = (error: unknown, page?: string) => void;

/** Compiles sources by names such as `catalog/index`. Throws an Error that names the invalid file. */
export function compileTemplates(
  sources: ReadonlyMap<string, string>,
): ReadonlyMap<string, Render> {
  const handlebars = Handlebars.create();
  handlebars.registerHelper('eq', (left: unknown, right: unknown) => left === right);
  const known = new Set([...sources.keys()].filter((name) => PARTIALS.test(name)));
  const compiled = [...sources].map(([name, source]): [string, Render] => {
    const template = withFileName(name, () => {
      const tree = handlebars.parse(source);
      new Inspection(known).accept(tree);
      // `compile` is lazy; `precompile` reports errors now.
      handlebars.precompile(tree, COMPILING);
      return handlebars.compile<object>(tree, COMPILING);
    });
    if (known.has(name)) handlebars.registerPartial(name, template);
    return [name, (view) => withFileName(name, () => template(view, RENDERING))];
  });
  return new Map(compiled.filter(([name]) => !known.has(name)));
}

/** Refuses what Handlebars would let pass: partials that do not exist, and unescaped output. */
class Inspection extends Handlebars.Visitor {
  constructor(private readonly known: ReadonlySet<string>) {
    super();
  }

  override PartialStatement(partial: hbs.AST.PartialStatement) {
    this.#expect(partial);
    super.PartialStatement(partial);
  }

  /** Without a slash it is a slot, which brings its own contents where nothing fills it. */
  override PartialBlockStatement(partial: hbs.AST.PartialBlockStatement) {
    if (calledName(partial).includes('/')) this.#expect(partial);
    super.PartialBlockStatement(partial);
  }

  override MustacheStatement(mustache: hbs.AST.MustacheStatement) {
    if (!mustache.escaped) {
      throw new Error(`line ${mustache.loc.start.line} prints without escaping: use {{ }}`);
    }
    super.MustacheStatement(mustache);
  }

  #expect(partial: hbs.AST.PartialStatement | hbs.AST.PartialBlockStatement) {
    const name = calledName(partial);
    if (name === '@partial-block' || this.known.has(name)) return;
    throw new Error(
      `line ${partial.loc.start.line} uses the partial "${name}", which is not there`,
    );
  }
}

function calledName({ name }: { name: hbs.AST.PathExpression | hbs.AST.SubExpression }): string {
  return 'original' in name ? name.original : '';
}

function nameOf(file: string): string {
  return file.slice(0, -(EXTENSION.length + 1)).replaceAll(path.sep, '/');
}

function withFileName<T>(name: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw new Error(`${name}.${EXTENSION}: ${messageOf(cause)}`, { cause });
  }
}

function readTemplates(directory: string): Map<string, string> {
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' });
  return new Map(
    files
      .filter((file) => file.endsWith(`.${EXTENSION}`))
      .map((file) => [nameOf(file), readFileSync(path.join(directory, file), 'utf8')]),
  );
}
