/**
 * How often items are met near one another, as a sparse symmetric matrix of positive pointwise mutual information.
 *
 * m(i, j) = Σ over sessions and clicks at distance d ≤ WINDOW of 1/d; entry = max(0, 1 + ln(m(i,j) / (m(i) · p(j)))) with
 * p(j) ∝ m(j)^0.75. A factorisation of this is what skip-gram with negative sampling learns (Levy, Goldberg: "Neural word
 * embedding as implicit matrix factorization", NIPS 2014; "Improving distributional similarity", TACL 2015; on shop
 * sessions: Barkan, Koenigstein: "Item2Vec", 2016).
 */
import type { TrainingLog } from './session-log.ts';

/** Compressed sparse rows. */
export interface CoMatrix {
  rows: number;
  at: Uint32Array;
  column: Uint32Array;
  value: Float32Array;
}

const WINDOW = 5;
/** Newest clicks of a session that count; longer ones would pay for everybody. */
const CLICKS = 40;

/** @param rows items with a vector: the most frequent ones, indexes 0 … rows − 1 */
export function coMatrix(log: TrainingLog, rank: Uint32Array, rows: number): CoMatrix {
  const met = countPairs(log, rank, rows);
  const { at, column, value } = met;
  const mass = new Float64Array(rows);
  for (let i = 0; i < rows; i++) for (let e = at[i]!; e < at[i + 1]!; e++) mass[i] = mass[i]! + value[e]!;
  let smoothed = 0;
  for (let i = 0; i < rows; i++) smoothed += mass[i]! ** 0.75;
  const lnMass = mass.map(Math.log);
  const lnContext = mass.map((m) => 0.75 * Math.log(m) - Math.log(smoothed));
  for (let i = 0; i < rows; i++) {
    for (let e = at[i]!; e < at[i + 1]!; e++) {
      const j = column[e]!;
      const lifted = 1 + Math.log(value[e]!);
      const forth = Math.max(0, lifted - lnMass[i]! - lnContext[j]!);
      const back = Math.max(0, lifted - lnMass[j]! - lnContext[i]!);
      value[e] = (forth + back) / 2;
    }
  }
  return met;
}

/**
 * Row by row, from each item's own clicks, so that no list of pairs is ever held: memory grows with what differs, and a
 * trainer has 128 MB.
 */
function countPairs(log: TrainingLog, rank: Uint32Array, rows: number): CoMatrix {
  const { line, at: placesAt, place: places } = placeClicks(log, rank, rows);
  const at = new Uint32Array(rows + 1);
  let column = new Uint32Array(Math.max(4 * WINDOW, places.length));
  let value = new Float32Array(column.length);
  const entryOf = new Int32Array(rows).fill(-1);
  let end = 0;
  for (let i = 0; i < rows; i++) {
    const start = end;
    for (let k = placesAt[i]!; k < placesAt[i + 1]!; k++) {
      const c = places[k]!;
      if (end + 2 * WINDOW > column.length) {
        column = enlarged(column, new Uint32Array(column.length * 2));
        value = enlarged(value, new Float32Array(column.length));
      }
      for (let d = -WINDOW; d <= WINDOW; d++) {
        const j = line[c + d]!;
        if (j >= rows || j === i) continue;
        let entry = entryOf[j]!;
        if (entry < start) {
          entry = end++;
          entryOf[j] = entry;
          column[entry] = j;
          value[entry] = 0;
        }
        value[entry] = value[entry]! + PER_DISTANCE[d + WINDOW]!;
      }
    }
    at[i + 1] = end;
  }
  return { rows, at, column: column.slice(0, end), value: value.slice(0, end) };
}

/** Stands between sessions, so often that nothing at a distance of WINDOW is of another one. */
const GAP = 0xffffffff;
const PER_DISTANCE = Float64Array.from({ length: 2 * WINDOW + 1 }, (_, k) => 1 / Math.abs(k - WINDOW));

/** The items of all clicks that count, in one line, and where in it each item with a row stands. */
function placeClicks(log: TrainingLog, rank: Uint32Array, rows: number) {
  const sessions = log.at.length - 1;
  let length = WINDOW;
  for (let s = 0; s < sessions; s++) length += Math.min(CLICKS, log.at[s + 1]! - log.at[s]!) + WINDOW;
  const line = new Uint32Array(length).fill(GAP);
  const at = new Uint32Array(rows + 1);
  let c = WINDOW;
  for (let s = 0; s < sessions; s++) {
    const end = log.at[s + 1]!;
    for (let r = Math.max(log.at[s]!, end - CLICKS); r < end; r++) {
      const i = rank[log.item[r]!]!;
      line[c++] = i;
      if (i < rows) at[i + 1] = at[i + 1]! + 1;
    }
    c += WINDOW;
  }
  for (let i = 0; i < rows; i++) at[i + 1] = at[i + 1]! + at[i]!;
  const next = at.slice(0, rows);
  const place = new Uint32Array(at[rows]!);
  for (let p = 0; p < length; p++) {
    const i = line[p]!;
    if (i < rows) place[next[i]!++] = p;
  }
  return { line, at, place };
}

function enlarged<T extends Uint32Array | Float32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
