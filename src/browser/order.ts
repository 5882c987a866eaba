// Reloads an order's page when its state is another than the one it was drawn with.
const FIRST_PAUSE_MS = 1_500;
const LONGEST_PAUSE_MS = 15_000;

interface OrderStatus {
  state: string;
}

function watch(element: HTMLElement, url: string, drawn: string) {
  let pause = FIRST_PAUSE_MS;
  const look = async () => {
    if (document.visibilityState === 'visible' && (await stateAt(url, drawn)) !== drawn) {
      location.reload();
      return;
    }
    pause = Math.min(pause * 1.2, LONGEST_PAUSE_MS);
    setTimeout(() => void look(), pause);
  };
  element.setAttribute('aria-busy', 'true');
  setTimeout(() => void look(), pause);
}

/** What is not known is taken for no change: the next look may know more. */
async function stateAt(url: string, drawn: string): Promise<string> {
  try {
    const response = await fetch(url, { headers: { Accept: 'application/json' } });
    if (!response.ok) return drawn;
    const { state } = (await response.json()) as OrderStatus;
    return state;
  } catch {
    return drawn;
  }
}

const element = document.getElementById('order-status');
const { statusUrl, state } = element?.dataset ?? {};
if (element && statusUrl && state) watch(element, statusUrl, state);
