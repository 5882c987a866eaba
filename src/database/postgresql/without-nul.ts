/** PostgreSQL’s texts have no NUL, and a statement with one fails. With this character instead, nothing is found. */
export function withoutNul<Value>(value: Value): Value | string {
  return typeof value === 'string' && value.includes('\0')
    ? value.replaceAll('\0', '\uFFFD')
    : value;
}
