import { once } from 'node:events';
import { WebSocket } from 'ws';

export interface OpenedSession {
  websocket_id: string;
  websocket_url: string;
  secret: string;
}

export interface CliFrame {
  type: string;
  webhook_id: string;
  webhook_conversation_id: string;
  endpoint: { api_version: string | null };
  event_payload: string;
  http_headers: Record<string, string>;
}

/** Asks for a session as the CLI does. */
export function askForSession(
  url: string,
  fields: Record<string, string> = {},
  key = 'sk_test_foliosandbox',
): Promise<Response> {
  const form = { device_name: 'test', 'websocket_features[]': 'webhooks', ...fields };
  return fetch(`${url}/v1/stripecli/sessions`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${key}` },
    body: new URLSearchParams(form),
  });
}

export async function openSession(
  url: string,
  fields: Record<string, string> = {},
): Promise<OpenedSession> {
  return (await (await askForSession(url, fields)).json()) as OpenedSession;
}

/** A CLI's end of the socket that acknowledges only when it is told to. */
export class CliSocket {
  readonly frames: CliFrame[] = [];
  readonly closed: Promise<number>;

  get isOpen(): boolean {
    return this.socket.readyState === WebSocket.OPEN;
  }

  private constructor(private readonly socket: WebSocket) {
    socket.on('message', (frame: Buffer) => {
      this.frames.push(JSON.parse(frame.toString()) as CliFrame);
    });
    this.closed = once(socket, 'close').then(([code]) => code as number);
  }

  static async connect({ websocket_id, websocket_url }: OpenedSession): Promise<CliSocket> {
    const url = `${websocket_url}?websocket_feature=webhook-payloads`;
    const headers = { 'Websocket-Id': websocket_id };
    const socket = new WebSocket(url, 'stripecli-devproxy-v1', { headers });
    const connected = new CliSocket(socket);
    await once(socket, 'open');
    return connected;
  }

  acknowledge({ webhook_conversation_id, webhook_id }: CliFrame): void {
    this.send({ type: 'event_ack', event_id: 'evt', webhook_conversation_id, webhook_id });
  }

  send(message: unknown): void {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  close(reason = ''): Promise<number> {
    this.socket.close(1000, reason);
    return this.closed;
  }

  /** As a network does. */
  cut(): Promise<number> {
    this.socket.terminate();
    return this.closed;
  }
}
