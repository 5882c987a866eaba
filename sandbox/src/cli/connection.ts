import type { RawData, WebSocket } from 'ws';
import type { SandboxStore } from '../store/sandbox-store.js';
import { eventPayload } from '../webhooks/event-payload.js';
import { signedHeaders } from '../webhooks/signed-headers.js';
import { passes } from './log-filter.js';
import { acknowledge, recordAnswer } from './mail.js';
import type { Ticket } from './tickets.js';
import {
  type FromCli,
  type LogLine,
  readFromCli,
  requestLogEvent,
  webhookEvent,
} from './wire-messages.js';

/** One socket of one session. Each sends from the start whatever was never acknowledged. */
export class Connection {
  private lastSent = 0;

  constructor(
    private readonly store: SandboxStore,
    private readonly socket: WebSocket,
    private readonly ticket: Ticket,
    private readonly secret: string,
  ) {
    socket.on('message', (frame) => {
      const message = this.isOpen() ? readFromCli(textOf(frame)) : null;
      if (message) this.hear(message);
    });
  }

  /** Sends what is waiting, in order. */
  flush(): void {
    const { takesEvents, id } = this.ticket;
    if (!takesEvents || !this.isOpen()) return;
    for (const message of this.store.cliMessages.unacked(id, this.lastSent)) {
      const payload = eventPayload(this.store, message.eventId, message.apiVersion);
      const headers = signedHeaders(payload, this.secret, Date.now());
      this.socket.send(webhookEvent(message, payload, headers));
      this.lastSent = message.seq;
    }
  }

  tail(line: LogLine): void {
    const { filters } = this.ticket;
    if (filters && this.isOpen() && passes(line, filters)) this.socket.send(requestLogEvent(line));
  }

  /** At once: whoever reads no more would not notice a polite end. */
  drop(): void {
    this.socket.terminate();
  }

  private isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN;
  }

  private hear(message: FromCli): void {
    const { webhook_conversation_id: conversation } = message;
    if (message.type === 'event_ack') {
      acknowledge(this.store, this.ticket, conversation);
      return;
    }
    recordAnswer(this.store, this.ticket, conversation, {
      url: message.forward_url,
      requestHeaders: message.request_headers ?? {},
      requestBody: message.request_body,
      status: message.status,
      response: message.body,
      trouble: null,
    });
  }
}

function textOf(frame: RawData): string {
  return Buffer.isBuffer(frame) ? frame.toString() : '';
}
