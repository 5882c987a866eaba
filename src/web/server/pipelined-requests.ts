import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Requests of one connection that wait. Browsers send none before the answer, load generators ten or so. */
const MAX_WAITING = 32;

type Exchange = [IncomingMessage, ServerResponse];

/**
 * Handles the requests of one connection one after another: Node hands over everything that was sent in one
 * packet at once, which can be thousands of pages. An answer that is not read holds up the ones after it. Of
 * all requests that waited, one is handled in a turn of the event loop, so that other connections come first. A
 * connection on which more than 32 wait is closed.
 */
export function oneAtATime(handle: RequestListener): RequestListener {
  /** Has a connection while one of its requests is handled. */
  const waiting = new WeakMap<Socket, Exchange[]>();
  const ready: Socket[] = [];

  const run = (request: IncomingMessage, response: ServerResponse) => {
    const { socket } = request;
    response.once('close', () => {
      if (waiting.get(socket)?.length === 0) waiting.delete(socket);
      else if (ready.push(socket) === 1) setImmediate(runNext);
    });
    handle(request, response);
  };
  const runNext = () => {
    const socket = ready.shift();
    if (ready.length > 0) setImmediate(runNext);
    // Whoever has hung up gets no answer, and nothing is done for them.
    const next = socket?.writable ? waiting.get(socket)?.shift() : undefined;
    if (next) run(...next);
  };

  return (request, response) => {
    const queue = waiting.get(request.socket);
    if (!queue) {
      waiting.set(request.socket, []);
      run(request, response);
    } else if (queue.length < MAX_WAITING) queue.push([request, response]);
    else request.socket.destroy();
  };
}
