/**
 * The normal distribution. Sources: W. J. Cody, "Rational Chebyshev Approximations for the Error Function" (1969); M. J. Wichura,
 * "The Percentage Points of the Normal Distribution", AS 241 (1988).
 */

const ERF_P = [3.1611237438705655, 113.86415415105016, 377.485237685302, 3209.3775891384694, 0.18577770618460315];
const ERF_Q = [23.601290952344122, 244.02463793444417, 1282.6165260773723, 2844.236833439171];
const ERFC_P = [
  0.5641884969886701, 8.883149794388377, 66.11919063714163, 298.6351381974001, 881.952221241769, 1712.0476126340707,
  2051.0783778260716, 1230.3393547979972, 2.1531153547440383e-8,
];
const ERFC_Q = [
  15.744926110709835, 117.6939508913125, 537.1811018620099, 1621.3895745666903, 3290.7992357334597, 4362.619090143247,
  3439.3676741437216, 1230.3393548037495,
];
const FAR_P = [
  0.30532663496123236, 0.36034489994980445, 0.12578172611122926, 0.016083785148742275, 0.0006587491615298378,
  0.016315387137302097,
];
const FAR_Q = [2.568520192289822, 1.8729528499234673, 0.5279051029514285, 0.06051834131244132, 0.0023352049762686918];

const INVERSE_SQRT_PI = 0.5641895835477563;

/** The complementary error function. */
function erfc(x: number): number {
  const y = Math.abs(x);
  if (y <= 0.46875) {
    const z = y * y;
    return 1 - x * rational(z, ERF_P, ERF_Q, 4);
  }
  const tail = scaledErfc(y) * expOfSquare(y);
  return x < 0 ? 2 - tail : tail;
}

/** e^x² erfc(x), x > 0.46875. */
function scaledErfc(y: number): number {
  if (y <= 4) return rational(y, ERFC_P, ERFC_Q, 8);
  const z = 1 / (y * y);
  return (INVERSE_SQRT_PI - z * rational(z, FAR_P, FAR_Q, 5)) / y;
}

/** Cody's form: the numerator's last coefficient leads; the rest follow in falling powers. */
function rational(z: number, p: readonly number[], q: readonly number[], degree: number): number {
  let above = p[degree]! * z;
  let below = z;
  for (let i = 0; i < degree - 1; i++) {
    above = (above + p[i]!) * z;
    below = (below + q[i]!) * z;
  }
  return (above + p[degree - 1]!) / (below + q[degree - 1]!);
}

/** e^−x² in two factors, because x² loses digits that the exponential would show. */
function expOfSquare(x: number): number {
  const cut = Math.trunc(x * 16) / 16;
  return Math.exp(-cut * cut) * Math.exp(-(x - cut) * (x + cut));
}

export const normalDensity = (z: number): number => Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);

/** Chance of at most z. */
export const normalCdf = (z: number): number => 0.5 * erfc(-z * Math.SQRT1_2);

/** Chance of more than z, exact where normalCdf is all but 1. */
export const normalUpper = (z: number): number => normalCdf(-z);

const MIDDLE = {
  above: [
    3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987, 67265.7709270087,
    33430.57558358813, 2509.0809287301227,
  ],
  below: [
    1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
    28729.085735721943, 5226.495278852854,
  ],
};
const OUTER = {
  above: [
    1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
    0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
  ],
  below: [
    1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
    0.0005475938084995345, 1.0507500716444169e-9,
  ],
};
const FAR = {
  above: [
    6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
    0.0012426609473880784, 0.000027115555687434876, 2.0103343992922881e-7,
  ],
  below: [
    1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133, 0.000018463183175100548,
    1.421511758316446e-7, 2.0442631033899397e-15,
  ],
};

/** The z that a share p lies below; NaN where p is no share. */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  if (p === 0) return Number.NEGATIVE_INFINITY;
  if (p === 1) return Number.POSITIVE_INFINITY;
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return q * ratio(MIDDLE, 0.180625 - q * q);
  const r = Math.sqrt(-Math.log(q < 0 ? p : 1 - p));
  const z = r <= 5 ? ratio(OUTER, r - 1.6) : ratio(FAR, r - 5);
  return q < 0 ? -z : z;
}

function ratio({ above, below }: typeof MIDDLE, x: number): number {
  return polynomial(above, x) / polynomial(below, x);
}

const polynomial = (coefficients: readonly number[], x: number): number =>
  coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);
