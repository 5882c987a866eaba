import type { FrameNotice } from '../wire/frame-notice.js';
import { readInit, readRequest, type FrameInit } from '../wire/frame-request.js';
import { FrameSession } from './frame-session.js';

async function serve(init: FrameInit, port: MessagePort): Promise<void> {
  const tell = (notice: FrameNotice): void => {
    port.postMessage(notice);
  };
  const session = new FrameSession(init, tell);
  await session.load();
  port.onmessage = async ({ data }: MessageEvent<unknown>) => {
    const asked = readRequest(data);
    if (asked === null) return;
    tell({ notice: 'answer', id: asked.id, answer: await session.answer(asked.request) });
  };
}

/** The first page to speak owns the frame; nobody can take it over afterwards. */
function listen(message: MessageEvent<unknown>): void {
  const init = readInit(message.data);
  const [port] = message.ports;
  if (message.source !== window.parent || init === null || port === undefined) return;
  window.removeEventListener('message', listen);
  void serve(init, port);
}

window.addEventListener('message', listen);
