import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { freshFolder } from './database.js';
import { type Instruction, readDockerfile, readDockerignore, type Stage } from './dockerfile.js';
import { linkTree } from './link-tree.js';
import { root } from './program.js';
import { IS_LONG } from './size.js';

/** Who runs the image where this test is root, who may become anybody. */
export const USER = process.getuid?.() === 0 ? 65_534 : undefined;

const WORKDIR = '/app';
// Packages come from this checkout's node_modules, unless the real `npm ci` is asked for.
const INSTALLS = process.env['FOLIO_REAL_INSTALL'] === '1';
const BUILDS = INSTALLS || IS_LONG;
/** What a line builds. It comes from this checkout, which is built already, except in `npm run test:long`. */
const BUILT: Readonly<Record<string, string[]>> = {
  'npm run generate': ['src/database/generated', 'src/database/postgresql/generated'],
  'npm run build': ['dist', 'sandbox/dist'],
  'node sandbox/build.mjs': ['sandbox/dist'],
};

export interface Image {
  folder: string;
  env: Record<string, string>;
}

/**
 * Carries out the Dockerfile without Docker: a folder for each stage, COPY as a copy, RUN as it is
 * written. There is no other system to run in: what the base images bring is not tried.
 */
export async function buildImage(context: string, dockerfile?: string): Promise<Image> {
  const place = await freshFolder();
  chmodSync(place, 0o755);
  const build = new ImageBuild(context, place);
  for (const stage of readDockerfile(dockerfile)) build.run(stage);
  return build.last;
}

class ImageBuild {
  last: Image = { folder: '', env: {} };
  readonly #ignored = readDockerignore();

  constructor(
    private readonly context: string,
    private readonly place: string,
  ) {}

  run({ name, instructions }: Stage) {
    this.last = { folder: this.#folderOf(name || 'final'), env: {} };
    mkdirSync(this.last.folder);
    for (const { word, rest } of instructions) this.#carryOut({ word, rest });
  }

  #carryOut({ word, rest }: Instruction) {
    if (word === 'ENV') {
      const [name = '', value = ''] = rest.split('=');
      this.last.env[name] = value.replace(WORKDIR, this.last.folder);
    }
    if (word === 'RUN') this.#run(rest);
    if (word === 'COPY') this.#copy(rest.split(/\s+/));
  }

  #run(command: string) {
    const { folder, env } = this.last;
    if (isTakenFromHere(command, folder)) return;
    const around = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...env };
    execFileSync('sh', ['-c', command], { cwd: folder, env: around, stdio: 'pipe' });
  }

  #copy(words: string[]) {
    const flag = (name: string) =>
      words.find((word) => word.startsWith(`--${name}=`))?.split('=')[1];
    const paths = words.filter((word) => !word.startsWith('--'));
    const target = paths.pop() ?? '.';
    const stage = flag('from');
    for (const source of paths) {
      const relative = source.replace(`${WORKDIR}/`, '');
      const isFolder = target.endsWith('/');
      const to = path.join(this.last.folder, target, isFolder ? path.basename(relative) : '');
      if (stage) linkTree(path.join(this.#folderOf(stage), relative), to);
      else this.#copyFromContext(relative, to);
      if (flag('chown') && USER !== undefined) chownSync(to, USER, USER);
    }
  }

  #copyFromContext(relative: string, to: string) {
    cpSync(path.join(this.context, relative), to, {
      recursive: true,
      filter: (file) => !this.#ignored(path.relative(this.context, file)),
    });
  }

  #folderOf(stage: string): string {
    return path.join(this.place, stage);
  }
}

/** Whether what the command would make was put there instead. */
function isTakenFromHere(command: string, folder: string): boolean {
  if (!INSTALLS && command.startsWith('npm ci')) {
    takePackages(folder, command.includes('--omit=dev'));
    return true;
  }
  if (!INSTALLS && command.startsWith('npm rebuild')) return true; // compiled where it was taken from
  const built = BUILDS ? undefined : BUILT[command];
  for (const each of built ?? []) linkTree(path.join(root, each), path.join(folder, each));
  return built !== undefined;
}

/** What `npm ci` would put there, from what is installed here. */
function takePackages(folder: string, isProduction: boolean) {
  const installed = path.join(root, 'node_modules');
  if (!isProduction) {
    symlinkSync(installed, path.join(folder, 'node_modules'));
    return;
  }
  const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { dev?: boolean; link?: boolean; resolved?: string }>;
  };
  for (const [name, { dev, link, resolved = '' }] of Object.entries(lock.packages)) {
    if (dev || !name.startsWith('node_modules/')) continue;
    const to = path.join(folder, name);
    if (link) symlinkSync(path.relative(path.dirname(name), resolved), to);
    else linkTree(path.join(root, name), to, ['node_modules']);
  }
}
