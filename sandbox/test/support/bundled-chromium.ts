import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { packages } from './paths.js';

export interface FoundBrowser {
  executablePath: string;
  env?: Record<string, string>;
}

const run = promisify(execFile);
const packageFolder = path.join(packages, '@sparticuz/chromium');

// The package offers launch flags too. They are not used: --disable-web-security is among them,
// and with it every page may read every frame.
const UNPACK = `import chromium from '@sparticuz/chromium'; await chromium.executablePath();`;

const SYSTEM_NSS = [
  '/usr/lib/x86_64-linux-gnu/libnss3.so',
  '/usr/lib64/libnss3.so',
  '/usr/lib/libnss3.so',
];

/** The browser of @sparticuz/chromium, unpacked once; null where there is none to be had. */
export async function bundledChromium(): Promise<FoundBrowser | null> {
  if (process.platform !== 'linux' || process.arch !== 'x64' || !existsSync(packageFolder)) {
    return null;
  }
  const folder = path.join(packages, '.cache', `chromium-${await packageVersion()}`);
  if (!existsSync(folder)) await unpackInto(folder);
  return { executablePath: path.join(folder, 'chromium'), env: environment(folder) };
}

async function packageVersion(): Promise<string> {
  const manifest: unknown = JSON.parse(
    await readFile(path.join(packageFolder, 'package.json'), 'utf8'),
  );
  const isManifest = typeof manifest === 'object' && manifest !== null && 'version' in manifest;
  return isManifest ? String(manifest.version) : 'unknown';
}

/** Two test workers may come here at once: each unpacks aside, and one rename wins. */
async function unpackInto(folder: string): Promise<void> {
  await mkdir(path.dirname(folder), { recursive: true });
  const aside = await mkdtemp(`${folder}-`);
  await run(process.execPath, ['--input-type=module', '--eval', UNPACK], {
    cwd: path.dirname(packages),
    // It unpacks into the temporary folder, and its system libraries only where it believes in Lambda.
    env: { ...process.env, TMPDIR: aside, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
  });
  try {
    await rename(aside, folder);
  } catch (error) {
    await rm(aside, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
}

/** Bare containers have neither the libraries nor a single font; the package brings both. */
function environment(folder: string): Record<string, string> {
  const hasLibraries = SYSTEM_NSS.some((file) => existsSync(file));
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: process.env['HOME'] ?? folder,
    ...(!hasLibraries && { LD_LIBRARY_PATH: path.join(folder, 'al2023/lib') }),
    ...(!existsSync('/etc/fonts') && { FONTCONFIG_PATH: path.join(folder, 'fonts') }),
  };
}
