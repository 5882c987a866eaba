// Polls the status of the order and reloads the page when the state has changed.
const FIRST_PAUSE_MS = 1_500;
const MAX_PAUSE_MS = 15_000;

interface OrderStatus {
  state: string;
}

function watch(url: string, shownState: string) {
  let pause = FIRST_PAUSE_MS;
  const poll = async () => {
    if (
      document.visibilityState === 'visible' &&
      (await fetchState(url, shownState)) !== shownState
    ) {
      location.reload();
      return;
    }
    pause = Math.min(pause * 1.2, MAX_PAUSE_MS);
    setTimeout(() => void poll(), pause);
  };
  setTimeout(() => void poll(), pause);
}

/** The current state, or the shown one if it cannot be read. */
async function fetchState(url: string, shownState: string): Promise<string> {
  try {
    const response = await fetch(url, { headers: { Accept: 'application/json' } });
    if (!response.ok) return shownState;
    const { state } = (await response.json()) as OrderStatus;
    return state;
  } catch {
    return shownState;
  }
}

const element = document.getElementById('order-status');
const { statusUrl, state } = element?.dataset ?? {};
if (statusUrl && state) watch(statusUrl, state);
