import type { RequestHandler } from 'express';
import type { SandboxStore } from '../store/sandbox-store.js';

/** A burst of changes is told once. */
const PAUSE_MS = 150;

/** So that a proxy, or a browser that sleeps, does not take silence for the end. */
const HEARTBEAT_MS = 15_000;

/**
 * Tells pages that something changed, not what: they read it again. So nothing is lost while a page
 * is not connected, as it reads again whenever it connects.
 */
export function changeStream(store: SandboxStore, closing: AbortSignal): RequestHandler {
  return (_request, response) => {
    let timer: NodeJS.Timeout | undefined;
    const tell = () => {
      timer = undefined;
      response.write('event: change\ndata: {}\n\n');
    };
    const onChange = () => {
      timer ??= setTimeout(tell, PAUSE_MS);
    };
    const heartbeat = setInterval(() => response.write(':\n\n'), HEARTBEAT_MS);
    const end = () => response.end();
    response.on('close', () => {
      clearTimeout(timer);
      clearInterval(heartbeat);
      store.changes.off('change', onChange);
      closing.removeEventListener('abort', end);
    });
    closing.addEventListener('abort', end);
    store.changes.on('change', onChange);
    response.set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    response.write('retry: 1000\n\n');
  };
}
