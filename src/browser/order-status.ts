/** What the order page's status route answers. */
interface OrderStatus {
  /** What the order page shows. */
  state: string;
  /** The state of the order. */
  order_state: string;
}

const PATIENCE_MS = 12_000;
const STILL_TO_BE_PAID = new Set(['pending', 'declined']);

/** Null if the shop does not answer. */
export async function readOrderStatus(url: string): Promise<OrderStatus | null> {
  try {
    const response = await fetch(url, {
      headers: { Accept: 'application/json' },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return response.ok ? ((await response.json()) as OrderStatus) : null;
  } catch {
    return null;
  }
}

/** The payment page has nothing to ask any more: the order's page says what became of it. */
export function isOver(status: OrderStatus | null): boolean {
  return status !== null && !STILL_TO_BE_PAID.has(status.order_state);
}
