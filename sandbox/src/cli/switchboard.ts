import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { Alarm } from '../alarm.js';
import type { Log } from '../log.js';
import type { SandboxStore } from '../store/sandbox-store.js';
import { Connection } from './connection.js';
import { giveUpUnanswered } from './mail.js';
import type { Ticket, Tickets } from './tickets.js';
import type { LogLine } from './wire-messages.js';

/** The CLI pings every 2 s. */
const SILENT_FOR_MS = 30_000;

/** A CLI redials every 10 s; what was kept for one that does not is of no use any more. */
const GONE_FOR_LONG_MS = 10 * 60 * 1000;

/** Why the CLI closes when it is stopped with Ctrl-C, and will not be back. */
const DONE = 'Connection Done';

const LARGEST_FRAME = 1024 * 1024;

/** Holds the sockets of `stripe listen` and `stripe logs tail`, and passes on to them. */
export class Switchboard {
  private readonly server = new WebSocketServer({ noServer: true, maxPayload: LARGEST_FRAME });
  private readonly connections = new Map<string, Connection>();
  private isClosing = false;
  private readonly unanswered = new Alarm(() => {
    this.settleUnanswered();
  });
  private readonly oblivion = new Alarm(() => {
    this.forgetLongGone();
  });

  constructor(
    private readonly store: SandboxStore,
    private readonly tickets: Tickets,
    private readonly account: string,
    private readonly log: Log,
  ) {
    store.cliSessions.leaveAll(Date.now());
    this.forgetLongGone();
    this.settleUnanswered();
  }

  /** For the `upgrade` event of the server that shares its port. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const ticket = this.ticketOf(request);
    if (!ticket || this.isClosing) {
      refuse(socket);
      return;
    }
    this.server.handleUpgrade(request, socket, head, (webSocket) => {
      request.socket.setTimeout(SILENT_FOR_MS, () => {
        webSocket.terminate();
      });
      this.connect(ticket, webSocket);
    });
  }

  /** There may be something new to send. */
  wake(): void {
    for (const connection of this.connections.values()) connection.flush();
  }

  tail(line: LogLine): void {
    for (const connection of this.connections.values()) connection.tail(line);
  }

  close(): void {
    this.isClosing = true;
    this.unanswered.set(null);
    this.oblivion.set(null);
    for (const connection of this.connections.values()) connection.drop();
    this.connections.clear();
  }

  private ticketOf({ url, headers }: IncomingMessage): Ticket | null {
    // Not by new URL(), which throws at what any page may ask for, such as `//`.
    const [pathname] = (url ?? '').split('?');
    const id = headers['websocket-id'];
    if (pathname !== `/subscribe/${this.account}` || typeof id !== 'string') return null;
    return this.tickets.read(id);
  }

  private connect(ticket: Ticket, socket: WebSocket): void {
    const { id, device } = ticket;
    const connection = new Connection(
      this.store,
      socket,
      ticket,
      this.tickets.signingSecret(ticket),
    );
    // The CLI may be back before its old socket is known to be dead.
    this.connections.get(id)?.drop();
    this.connections.set(id, connection);
    if (ticket.takesEvents) this.store.cliSessions.arrive(id);
    this.log('debug', `the Stripe CLI on ${device} is connected`);
    socket.on('error', (error) => {
      this.log('debug', `the Stripe CLI on ${device}: ${error.message}`);
    });
    socket.on('message', () => {
      this.awaitAnswers();
    });
    socket.on('close', (_code, reason) => {
      if (this.connections.get(id) !== connection) return;
      this.leave(ticket, reason.toString() === DONE ? 0 : Date.now());
    });
    connection.flush();
  }

  private leave({ id, device }: Ticket, sinceMs: number): void {
    this.connections.delete(id);
    this.store.cliSessions.leave(id, sinceMs);
    this.forgetLongGone();
    this.log('debug', `the Stripe CLI on ${device} is gone`);
  }

  private forgetLongGone(): void {
    const { cliSessions } = this.store;
    this.store.transaction(() => {
      cliSessions.forgetGoneBefore(Date.now() - GONE_FOR_LONG_MS);
    });
    const firstGone = cliSessions.firstGone();
    this.oblivion.set(firstGone === null ? null : firstGone + GONE_FOR_LONG_MS + 1);
  }

  private settleUnanswered(): void {
    giveUpUnanswered(this.store, Date.now());
    this.awaitAnswers();
  }

  private awaitAnswers(): void {
    if (!this.isClosing) this.unanswered.set(this.store.deliveries.nextDue('cli', 0));
  }
}

/** In these words the CLI hears that it should ask for a new session. */
function refuse(socket: Duplex): void {
  const error = { message: 'Unknown WebSocket ID.', type: 'invalid_request_error' };
  const body = JSON.stringify({ error });
  const head = [
    'HTTP/1.1 404 Not Found',
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.on('error', () => undefined);
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
