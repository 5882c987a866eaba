import { submitOnce } from './submit-once.js';

// Shows the number of books in the cart. Pages are the same for everybody and do not contain it.
const cartCount = document.getElementById('cart-count');

async function showCount(element: HTMLElement) {
  const response = await fetch('/cart/count', { headers: { Accept: 'application/json' } });
  if (!response.ok) return;
  const { copies } = (await response.json()) as { copies: number };
  element.textContent = copies > 0 ? ` (${copies})` : '';
}

function update() {
  if (cartCount) void showCount(cartCount).catch(() => undefined);
}

// A browser that goes back may restore a page as it was left: a shopper's own pages are read again.
addEventListener('pageshow', ({ persisted }) => {
  if (!persisted) return;
  if ('private' in document.documentElement.dataset) location.reload();
  else update();
});
update();

// A notice is about the action that led here, not about a reload.
if (document.getElementById('notice')) history.replaceState(null, '', location.pathname);
submitOnce();
