/** `npm run test:long` */
export const IS_LONG = process.env['FOLIO_TEST_LONG'] === '1';

/**
 * How many times a test tries what chance decides: a few in `npm test`, many in `npm run test:long`, and
 * as many as its own variable says.
 */
export function size(variable: string, { usual, long }: { usual: number; long: number }): number {
  return Number(process.env[variable] ?? (IS_LONG ? long : usual));
}
