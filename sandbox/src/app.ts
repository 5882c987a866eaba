import { randomBytes } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Surroundings } from './api/endpoint.js';
import { HeldAnswers } from './api/held-answers.js';
import { CUT } from './api/reply.js';
import { type Hooks, V1Api } from './api/v1-api.js';
import { logLineOf } from './cli/log-line.js';
import { Switchboard } from './cli/switchboard.js';
import { Tickets } from './cli/tickets.js';
import type { SandboxConfig } from './config.js';
import { httpApp } from './http-app.js';
import { LaterRunner } from './later/later-runner.js';
import { lineLog, type Log } from './log.js';
import { SandboxStore } from './store/sandbox-store.js';
import { Attempts } from './webhooks/attempts.js';
import { keepConfiguredEndpoint } from './webhooks/configured-endpoint.js';
import { Dispatcher } from './webhooks/dispatcher.js';
import { TroubledPassage } from './webhooks/troubled-passage.js';
import { randomId } from './wire/random-id.js';

export interface Sandbox {
  account: string;
  /** Starts to answer and to deliver. */
  listen: () => Promise<{ port: number; url: string }>;
  /** Forgets all objects, events, deliveries and requests, and gives up what is in flight. */
  reset: () => Promise<void>;
  /** Finishes what is in flight, then closes the file. */
  close: () => Promise<void>;
}

const DELIVERY_TIMEOUT_MS = 20_000;
const GRACE_MS = 3_000;
// Longer than a shop is likely to pause: a connection closed as it is used costs it a retry.
const KEEP_ALIVE_MS = 60_000;

export function createSandbox(config: SandboxConfig): Sandbox {
  const { publicFolder } = config;
  const log = lineLog(config.logLevel, console.log);
  const store = openStore(config, log);
  const account = store.settings.account(() => randomId('acct'));
  const tickets = new Tickets(store.settings.seed(() => randomBytes(32).toString('hex')));
  const switchboard = new Switchboard(store, tickets, account, log);
  const closing = new AbortController();
  const held = new HeldAnswers();
  const surroundings = { store, account, laterMs: config.laterSeconds * 1000 };
  const background = backgroundOf(surroundings, config, switchboard, log);
  const afterCommit: Hooks['afterCommit'] = (request, reply) => {
    background.wake();
    if (reply !== CUT) switchboard.tail(logLineOf(request, reply));
  };
  const api = new V1Api(surroundings, { log, afterCommit, hold: (ms) => held.hold(ms) });
  const reset = inTurn(() => emptied(config, store, held, background));
  const parts = { api, store, account, tickets, publicFolder, closing: closing.signal, reset, log };
  const server = serverOf(httpApp(parts), switchboard);
  return {
    account,
    listen: whileOpen(closing.signal, async () => {
      const port = await listen(server, config);
      background.wake();
      return { port, url: `http://${reachable(config.host)}:${port}` };
    }),
    reset: whileOpen(closing.signal, reset),
    close: once(async () => {
      closing.abort();
      held.end();
      switchboard.close();
      await stop(server);
      await background.close();
      store.close();
    }),
  };
}

function openStore({ dataFile, webhook }: SandboxConfig, log: Log): SandboxStore {
  const store = new SandboxStore(dataFile, log);
  store.forgetOldRequests(Date.now());
  keepConfiguredEndpoint(store, webhook, Date.now());
  return store;
}

function serverOf(app: RequestListener, switchboard: Switchboard): Server {
  return createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, app).on(
    'upgrade',
    (request, socket, head) => {
      switchboard.upgrade(request, socket, head);
    },
  );
}

async function emptied(
  { webhook }: SandboxConfig,
  store: SandboxStore,
  held: HeldAnswers,
  background: ReturnType<typeof backgroundOf>,
): Promise<void> {
  held.release();
  // By then the requests that were held back are done.
  await nextTurn();
  await background.dropAll(() => {
    store.reset();
    keepConfiguredEndpoint(store, webhook, Date.now());
  });
}

/** Every address of this machine is one that cannot be asked. */
const reachable = (host: string) => (host === '0.0.0.0' ? '127.0.0.1' : host);

function whileOpen<T>(closing: AbortSignal, work: () => Promise<T>): () => Promise<T> {
  return async () => {
    if (closing.aborted) throw new Error('This sandbox is closed. Start another.');
    return work();
  };
}

/** One at a time, whatever became of the one before. */
function inTurn(work: () => Promise<void>): () => Promise<void> {
  let last = Promise.resolve();
  return () => (last = last.catch(() => undefined).then(work));
}

/** What goes on besides the requests, and is looked at again whenever something was committed. */
function backgroundOf(
  surroundings: Surroundings,
  config: SandboxConfig,
  switchboard: Switchboard,
  log: Log,
) {
  const { store } = surroundings;
  const attempts = new Attempts(store, termsOf(config), log, new TroubledPassage(store));
  const dispatcher = new Dispatcher(store, attempts, log);
  const deliver = () => {
    dispatcher.wake();
    switchboard.wake();
  };
  const later = new LaterRunner(surroundings, { log, afterCommit: deliver });
  return {
    wake: () => {
      deliver();
      later.wake();
    },
    /** Gives up what is on its way, and goes on after `work`. */
    dropAll: (work: () => void) => dispatcher.dropAll(work),
    close: async () => {
      later.close();
      await dispatcher.close(GRACE_MS);
    },
  };
}

function termsOf({ retrySeconds }: SandboxConfig) {
  return {
    retryDelaysMs: retrySeconds.map((seconds) => seconds * 1000),
    timeoutMs: DELIVERY_TIMEOUT_MS,
  };
}

function listen(server: Server, { host, port }: SandboxConfig): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

async function stop(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise((resolve) => server.close(resolve));
  // A connection that is kept alive becomes idle only when its last answer is out.
  const sweep = setInterval(() => {
    server.closeIdleConnections();
  }, 20);
  // One that never asked for anything is not idle either: a browser holds some in reserve.
  const grace = setTimeout(() => {
    server.closeAllConnections();
  }, GRACE_MS);
  await closed;
  clearInterval(sweep);
  clearTimeout(grace);
}

/** A terminal and a launcher may both pass the same Ctrl-C on. */
function once(work: () => Promise<void>): () => Promise<void> {
  let begun: Promise<void> | undefined;
  return () => (begun ??= work());
}
