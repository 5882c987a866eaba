/** `numerator / denominator` to the nearest whole number, a half away from zero. The denominator is positive. */
export function divideRounded(numerator: bigint, denominator: bigint): bigint {
  const half = numerator < 0n ? -denominator : denominator;
  return (numerator * 2n + half) / (denominator * 2n);
}

/**
 * Splits an amount by weights, exactly: the shares are whole, have its sign, add up to it, and none is above its weight
 * if the amount is at most the sum of the weights. The sum of the weights must be above zero.
 */
export function splitByWeights(amount: bigint, weights: readonly bigint[]): bigint[] {
  const sum = weights.reduce((before, weight) => before + weight, 0n);
  let weightSoFar = 0n;
  let given = 0n;
  return weights.map((weight) => {
    weightSoFar += weight;
    const share = divideRounded(amount * weightSoFar, sum) - given;
    given += share;
    return share;
  });
}
