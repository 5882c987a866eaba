/** Stripe's form encoding: `a[b][0]=c`. What is undefined is not sent; null is sent empty. */
export function formBody(fields: Record<string, unknown>): URLSearchParams {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) append(body, name, value);
  return body;
}

function append(body: URLSearchParams, name: string, value: unknown): void {
  if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) append(body, `${name}[${key}]`, inner);
    return;
  }
  const text = asText(value);
  if (text !== null) body.append(name, text);
}

function asText(value: unknown): string | null {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}
