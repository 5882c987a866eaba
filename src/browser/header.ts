// Shows the number of books in the cart. Pages are the same for everybody and do not contain it.
const cartCount = document.getElementById('cart-count');

async function showCount(element: HTMLElement) {
  const response = await fetch('/cart/count', { headers: { Accept: 'application/json' } });
  if (!response.ok) return;
  const { copies } = (await response.json()) as { copies: number };
  element.textContent = copies > 0 ? ` (${copies})` : '';
}

if (cartCount) void showCount(cartCount).catch(() => undefined);
