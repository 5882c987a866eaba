import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const { resolve } = createRequire(import.meta.url);
const program = process.platform === 'win32' ? 'stripe.exe' : 'stripe';

/**
 * The Go program. The package's command is not used: it leaves the program running when it is killed.
 */
export function stripeBinary() {
  const platform = `${process.platform}-${process.arch}`;
  const candidates = [
    inPackage(`@stripe/cli-${platform}`, 'bin'),
    inPackage('@stripe/cli', 'vendor/bin'),
  ];
  const binary = candidates.find((file) => file !== null && existsSync(file));
  if (binary) return binary;
  throw new Error(
    `There is no Stripe CLI for ${platform} in node_modules. Install it as ` +
      'https://docs.stripe.com/stripe-cli says; docs/guides/stripe-cli.md has the commands.',
  );
}

/**
 * @param {string} name
 * @param {string} folder
 */
function inPackage(name, folder) {
  try {
    return path.join(path.dirname(resolve(`${name}/package.json`)), folder, program);
  } catch {
    return null;
  }
}
