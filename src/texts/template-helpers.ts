import Handlebars from 'handlebars';
import type { TagFunction } from './messages.js';
import { messages } from './texts.js';

type Attributes = Handlebars.HelperOptions;
const escape = (part: unknown) => Handlebars.escapeExpression(part as string);

/** The names of the helpers, which templates may use. */
export const TEXT_HELPERS = { t: true, tag: true };

/**
 * `{{t "cart.added" title=title book=(tag "cite")}}` prints a text of the shop's language, escaped, and puts an
 * element where the text has `<book>`. A key or an argument that is missing is an Error.
 */
export function registerTextHelpers(handlebars: typeof Handlebars): void {
  handlebars.registerHelper('t', (key: string, { hash }: Attributes) => {
    const parts = messages().parts(key, hash as Record<string, unknown>);
    return new Handlebars.SafeString(parts.map(escape).join(''));
  });
  handlebars.registerHelper('tag', (...names: unknown[]) => {
    const { hash } = names.pop() as Attributes;
    return tagFunction(names as string[], Object.entries(hash as Record<string, unknown>));
  });
}

/** Elements within each other; the attributes are the first one's. */
function tagFunction(names: string[], attributes: [string, unknown][]): TagFunction {
  const [first = '', ...others] = names;
  const listed = attributes.map(([name, value]) => ` ${name}="${escape(value)}"`).join('');
  const start = `<${first}${listed}>${others.map((name) => `<${name}>`).join('')}`;
  const end = names
    .map((name) => `</${name}>`)
    .reverse()
    .join('');
  return (contents) => new Handlebars.SafeString(start + contents.map(escape).join('') + end);
}
