/** A book whose stock is less than the requested quantity. */
export interface Shortage {
  title: string;
  left: number;
}

export function shortageMessage({ title, left }: Shortage): string {
  if (left === 0) return `No copy of “${title}” is left.`;
  return left === 1
    ? `Only one copy of “${title}” is left.`
    : `Only ${left} copies of “${title}” are left.`;
}
