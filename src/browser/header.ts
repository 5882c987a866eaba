// The number of books in the cart. Pages are the same for everybody, so they do not carry it.
const place = document.getElementById('cart-count');

async function showCount(element: HTMLElement) {
  const response = await fetch('/cart/count', { headers: { Accept: 'application/json' } });
  if (!response.ok) return;
  const { copies } = (await response.json()) as { copies: number };
  element.textContent = copies > 0 ? ` (${copies})` : '';
}

// Without it the link still leads to the cart.
if (place) void showCount(place).catch(() => undefined);
