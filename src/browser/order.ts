import { readOrderStatus } from './order-status.js';

// Polls the status of the order and reloads the page when the state has changed.
const FIRST_PAUSE_MS = 1_500;
const MAX_PAUSE_MS = 15_000;

function watch(url: string, shownState: string) {
  let pause = FIRST_PAUSE_MS;
  const poll = async () => {
    const isVisible = document.visibilityState === 'visible';
    const status = isVisible ? await readOrderStatus(url) : null;
    if (status && status.state !== shownState) {
      location.reload();
      return;
    }
    pause = Math.min(pause * 1.2, MAX_PAUSE_MS);
    setTimeout(() => void poll(), pause);
  };
  setTimeout(() => void poll(), pause);
}

const element = document.getElementById('order-status');
const { statusUrl, state } = element?.dataset ?? {};
if (statusUrl && state) watch(statusUrl, state);
