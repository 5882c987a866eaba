import { bundle } from '../../sandbox/test/support/bundle.js';
import type { Patch } from '../../sandbox/test/support/patch.js';
import { build } from './program.js';

/** The shop's programs in a few files, with these lines changed. */
export function bundleShop(to: string, patches: Patch[] = []): Promise<void> {
  return bundle({
    from: build,
    to,
    patches,
    // What is started, or asked for by a program of the tests.
    entries: ['main', 'app.module', 'admin/run', 'config/load-env'],
    external: [
      'reflect-metadata',
      '@nestjs/microservices',
      '@nestjs/websockets',
      'class-transformer',
      'class-validator',
    ],
    // The order of imports is not kept between the files of a split bundle.
    first: "import 'reflect-metadata';\n",
  });
}
