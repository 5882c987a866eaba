import { listenerUrl } from '../launcher/listener-url.mjs';

/** Commands without `--api-base`, which do not call Stripe. */
const LOCAL = [
  '',
  '--version',
  '-v',
  'community',
  'completion',
  'config',
  'docs',
  'feedback',
  'help',
  'login',
  'logout',
  'open',
  'resources',
  'switch',
  'version',
  'whoami',
];
const OWN_EVENTS = [
  '-e',
  '--events',
  '--all-snapshot',
  '-a',
  '--use-configured-webhooks',
  '--thin-events',
];
const OWN_TARGET = ['-f', '--forward-to', '--forward-thin-to', '--forward-connect-to'];

/**
 * Adds arguments that are missing for this shop.
 * @param {string[]} args
 * @param {{ stripe: { apiBase: string | null }, host: string, port: number }} env
 */
export function argumentsFor(args, env) {
  const { apiBase } = env.stripe;
  const added = [];
  if (args[0] === 'listen') added.push(...forListen(args, env));
  if (callsStripe(args) && apiBase) added.push('--api-base', byNumber(apiBase));
  return [...args, ...added];
}

/** @param {string[]} args */
export function callsStripe(args) {
  return !LOCAL.includes(args[0] ?? '') && !hasAny(args, ['-h', '--help']);
}

/**
 * @param {string[]} args
 * @param {{ host: string, port: number }} env
 */
function forListen(args, env) {
  const added = ['--skip-update'];
  if (hasAny(args, ['--print-secret', '-h', '--help'])) return added;
  if (!hasAny(args, OWN_EVENTS)) added.push('--all-snapshot');
  if (!hasAny(args, OWN_TARGET)) added.push('--forward-to', `${listenerUrl(env)}/webhooks/stripe`);
  return added;
}

/**
 * `--events=…` counts like `--events …`.
 * @param {string[]} args
 * @param {string[]} names
 */
function hasAny(args, names) {
  return args.some((arg) => names.includes(arg.split('=')[0] ?? ''));
}

/**
 * The CLI takes 127.0.0.1 and refuses localhost.
 * @param {string} apiBase
 */
function byNumber(apiBase) {
  const url = new URL(apiBase);
  if (url.hostname === 'localhost') url.hostname = '127.0.0.1';
  return url.origin;
}
