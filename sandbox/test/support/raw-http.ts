import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export interface RawAnswer {
  status: number;
  text: string;
  ms: number;
}

export async function openSocket(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  return socket;
}

/** Sends these very bytes and resolves to all that comes back before the connection ends. */
export async function sendRaw(url: string, bytes: string | Buffer): Promise<RawAnswer> {
  const socket = await openSocket(url);
  const started = performance.now();
  const answer = answerOn(socket);
  socket.write(bytes);
  const text = await answer;
  return { status: statusOf(text), text, ms: performance.now() - started };
}

/** Everything that comes until the other side hangs up. */
export function answerOn(socket: Socket): Promise<string> {
  let text = '';
  socket.setEncoding('latin1').on('data', (part: string) => (text += part));
  socket.on('error', () => undefined); // a reset ends it as well as a farewell
  return new Promise((resolve) => socket.once('close', () => resolve(text)));
}

export function statusOf(text: string): number {
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0);
}
