const PRICE = /"unitPriceMinor"\s*:\s*(-?\d+[.eE][\d.eE+-]*)/g;

/**
 * JSON reads 23.00 as 23, which is twenty-three cents. Only the text still knows that somebody meant
 * dollars, so the text is asked.
 */
export function pricesWithDecimals(json: string): string[] {
  return [...json.matchAll(PRICE)].flatMap(({ 1: written = '', index }) => {
    if (!Number.isInteger(Number(written))) return [];
    const line = json.slice(0, index).split('\n').length;
    return `line ${line}: unitPriceMinor is written ${written}: give whole minor units, $23.00 as 2300`;
  });
}
