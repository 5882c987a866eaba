import { morph } from './morph.js';

const NEWEST = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium', hourCycle: 'h23' });
const OLDER = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

let stream: EventSource | null = null;
let isReading = false;
let isStale = false;

function say(text: string, state: string): void {
  const live = document.getElementById('live');
  if (!live) return;
  live.textContent = text;
  live.dataset['state'] = state;
}

/** Times are written in UTC by the server, which does not know where the reader is. */
function tellTimes(): void {
  const today = new Date().toDateString();
  for (const time of document.querySelectorAll('time')) {
    const date = new Date(time.dateTime);
    time.textContent = (date.toDateString() === today ? NEWEST : OLDER).format(date);
    time.title = time.dateTime;
  }
}

/** Reads the page again; once more if something changed meanwhile. */
async function refresh(): Promise<void> {
  isStale = isReading;
  if (isReading) return;
  isReading = true;
  try {
    const response = await fetch(window.location.href, { headers: { Accept: 'text/html' } });
    const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
    morph(document.body, fresh.body);
    document.title = fresh.title;
    tellTimes();
  } catch {
    // The stream notices too, and reads again when the sandbox is back.
  } finally {
    isReading = false;
  }
  if (isStale) await refresh();
}

function connect(): void {
  stream = new EventSource('/_sandbox/stream');
  stream.addEventListener('open', () => {
    say('Live', 'on');
    void refresh();
  });
  stream.addEventListener('change', () => void refresh());
  stream.addEventListener('error', () => {
    say('Connecting…', 'off');
  });
}

/** A browser has few connections to one server: a hidden page does not hold one. */
function onVisibility(): void {
  stream?.close();
  stream = null;
  if (!document.hidden) connect();
}

/** A page that a button led to is read again, and loaded again, at its own address. */
function takeOwnAddress(): void {
  const canonical = document.querySelector('link[rel="canonical"]')?.getAttribute('href');
  if (canonical) window.history.replaceState(null, '', canonical);
}

takeOwnAddress();
tellTimes();
document.addEventListener('visibilitychange', onVisibility);
onVisibility();
