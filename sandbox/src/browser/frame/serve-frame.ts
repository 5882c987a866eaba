import type { FrameNotice } from '../wire/frame-notice.js';
import {
  type FrameAnswer,
  type FrameInit,
  type FrameRequest,
  readInit,
  readRequest,
} from '../wire/frame-request.js';

/** One page's use of a frame, from its init to its removal. */
export interface FrameSession {
  load(): Promise<FrameAnswer>;
  answer(request: FrameRequest): Promise<FrameAnswer>;
}

type Open = (init: FrameInit, tell: (notice: FrameNotice) => void) => FrameSession;

/** The first page to speak owns the frame; nobody can take it over afterwards. */
export function serveFrame(open: Open): void {
  const listen = (message: MessageEvent<unknown>): void => {
    const init = readInit(message.data);
    const [port] = message.ports;
    if (message.source !== window.parent || init === null || port === undefined) return;
    window.removeEventListener('message', listen);
    void serve(open, init, port);
  };
  window.addEventListener('message', listen);
}

async function serve(open: Open, init: FrameInit, port: MessagePort): Promise<void> {
  const tell = (notice: FrameNotice): void => {
    port.postMessage(notice);
  };
  const session = open(init, tell);
  await session.load();
  port.onmessage = async ({ data }: MessageEvent<unknown>) => {
    const asked = readRequest(data);
    if (asked === null) return;
    tell({ notice: 'answer', id: asked.id, answer: await session.answer(asked.request) });
  };
}
