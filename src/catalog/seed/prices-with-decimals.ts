const PRICE = /"unitPriceMinor"\s*:\s*(-?\d+[.eE][\d.eE+-]*)/g;

/** Finds prices such as 23.00, meant as dollars, in one record: JSON.parse returns 23, which is 23 cents. */
export function pricesWithDecimals(json: string): string[] {
  return [...json.matchAll(PRICE)].flatMap(({ 1: written = '' }) =>
    Number.isInteger(Number(written)) ? [decimalsProblem(written)] : [],
  );
}

export const decimalsProblem = (written: string) =>
  `unitPriceMinor is written ${written}: give whole minor units, $23.00 as 2300`;
