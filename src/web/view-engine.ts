import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import Handlebars from 'handlebars';
import { messageOf } from '../common/error.js';
import { registerTextHelpers, TEXT_HELPERS } from '../texts/template-helpers.js';

const EXTENSION = 'hbs';
const PARTIALS = /^(partials|layouts)\//;

const COMPILING: CompileOptions = {
  knownHelpers: { eq: true, json: true, ...TEXT_HELPERS },
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
  /** Changes the sources of the templates before they are compiled. Throws if one is invalid. */
  prepare: () => (source: string) => string;
  /** Variables of all pages. */
  locals: Record<string, unknown>;
}

type Render = (view: object) => string;

/** Of plain text, in which HTML's characters mean nothing. */
const PLAIN_TEXT = '.txt';

/** Registers Handlebars. All templates are compiled at startup, which fails if one is invalid. */
export function useHandlebars(
  app: NestExpressApplication,
  viewsDirectory: string,
  { watch, prepare, locals }: ViewOptions,
): void {
  const load = () => compileTemplates(readTemplates(viewsDirectory), prepare());
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

/**
 * Compiles sources by name. Throws an Error that names the invalid file. template-lint.spec.ts checks what
 * Handlebars accepts: unknown partials and unescaped output.
 */
export function compileTemplates(
  sources: ReadonlyMap<string, string>,
  prepare = (source: string) => source,
): ReadonlyMap<string, Render> {
  const handlebars = Handlebars.create();
  handlebars.registerHelper('eq', (left: unknown, right: unknown) => left === right);
  handlebars.registerHelper(
    'json',
    (value: unknown) => new Handlebars.SafeString(scriptJson(value)),
  );
  registerTextHelpers(handlebars);
  const compiled = [...sources].map(([name, raw]): [string, Render] => {
    const template = withFileName(name, () => {
      const source = prepare(raw);
      // `compile` is lazy; `precompile` reports errors now.
      const options = name.endsWith(PLAIN_TEXT) ? { ...COMPILING, noEscape: true } : COMPILING;
      handlebars.precompile(source, options);
      return handlebars.compile<object>(source, options);
    });
    if (PARTIALS.test(name)) handlebars.registerPartial(name, template);
    return [name, (view) => withFileName(name, () => template(view, RENDERING))];
  });
  return new Map(compiled.filter(([name]) => !PARTIALS.test(name)));
}

/** HTML that templates print as it is. Of text that is made here, never of what a shopper sent. */
export function safeHtml(html: string): object {
  return new Handlebars.SafeString(html);
}

const UNSAFE_IN_SCRIPT = /[<>&\u2028\u2029]/g;

/** JSON that ends no script element and opens no comment in one, whatever texts are in it. */
function scriptJson(value: unknown): string {
  return JSON.stringify(value).replace(
    UNSAFE_IN_SCRIPT,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
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

/** The sources of all templates by name, such as `catalog/index`. */
export function readTemplates(directory: string): Map<string, string> {
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' });
  return new Map(
    files
      .filter((file) => file.endsWith(`.${EXTENSION}`))
      .map((file) => [nameOf(file), readFileSync(path.join(directory, file), 'utf8')]),
  );
}

/** When a file in the folder, or below it, was last changed: milliseconds since 1970. */
export function lastChangeIn(directory: string): number {
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' });
  return Math.max(...files.map((file) => statSync(path.join(directory, file)).mtimeMs));
}
