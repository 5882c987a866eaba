/** What was sent, or else what is there. null is a change too: it empties the field. */
export function changed<T>(sent: T | undefined, current: T): T {
  return sent === undefined ? current : sent;
}
