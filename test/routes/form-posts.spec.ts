import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { FORM_POSTS } from '../support/form-posts.js';
import { root } from '../support/program.js';

const src = path.join(root, 'src');
const ROUTE = /@(Get|Post)\(([^)]*)\)/g;

const texts = (code: string) => [...code.matchAll(/'([^']*)'/g)].map(([, text = '']) => text);

/** As `GET /cart/items`, read from the decorators. */
function routesOf(code: string): string[] {
  const base = /@Controller\('([^']*)'\)/.exec(code)?.[1] ?? '';
  return [...code.matchAll(ROUTE)].flatMap(([, method = '', paths = '']) =>
    (paths === '' ? [''] : texts(paths)).map(
      (each) => `${method.toUpperCase()} ${path.posix.join('/', base, each)}`,
    ),
  );
}

const routes = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.controller.ts') && !file.startsWith('webhooks/'))
  .flatMap((file) => routesOf(readFileSync(path.join(src, file), 'utf8')));

describe('an address that a form posts to', () => {
  it('is listed, and so tried from another site (cross-site.e2e-spec.ts)', () => {
    const posts = routes.filter((route) => route.startsWith('POST '));

    expect(posts.sort()).toEqual(FORM_POSTS.map((address) => `POST ${address}`).sort());
  });

  it.each(FORM_POSTS)('shows a page when it is typed in or reloaded: %s', (address) => {
    expect(routes).toContain(`GET ${address}`);
  });
});
