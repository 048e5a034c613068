/** Gauss–Legendre quadrature over pieces. Source: Abramowitz & Stegun 25.4.29 and table 25.4, 16 points. */

const NODES = [
  0.0950125098376374, 0.2816035507792589, 0.4580167776572274, 0.6178762444026438, 0.755404408355003, 0.8656312023878318,
  0.9445750230732326, 0.9894009349916499,
];
const WEIGHTS = [
  0.1894506104550685, 0.1826034150449236, 0.1691565193950025, 0.1495959888165767, 0.1246289712555339,
  0.0951585116824928, 0.0622535239386479, 0.0271524594117541,
];

/**
 * @param cuts ascending: where one piece ends and the next begins. Between them the integrand should be smooth.
 * @param at called with each point and its weight; sums up for itself
 */
export function integrate(cuts: readonly number[], at: (x: number, weight: number) => void): void {
  for (let i = 1; i < cuts.length; i++) {
    const half = (cuts[i]! - cuts[i - 1]!) / 2;
    if (half <= 0) continue;
    const middle = (cuts[i]! + cuts[i - 1]!) / 2;
    for (let j = 0; j < NODES.length; j++) {
      at(middle - half * NODES[j]!, half * WEIGHTS[j]!);
      at(middle + half * NODES[j]!, half * WEIGHTS[j]!);
    }
  }
}
