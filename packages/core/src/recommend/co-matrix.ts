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
  const context = mass.map((m) => m ** 0.75 / smoothed);
  for (let i = 0; i < rows; i++) {
    for (let e = at[i]!; e < at[i + 1]!; e++) {
      const j = column[e]!;
      const m = value[e]!;
      const forth = Math.max(0, 1 + Math.log(m / (mass[i]! * context[j]!)));
      const back = Math.max(0, 1 + Math.log(m / (mass[j]! * context[i]!)));
      value[e] = (forth + back) / 2;
    }
  }
  return met;
}

function countPairs(log: TrainingLog, rank: Uint32Array, rows: number): CoMatrix {
  const sessions = log.at.length - 1;
  const degree = new Uint32Array(rows + 1);
  const eachPair = (visit: (i: number, j: number, weight: number) => void) => {
    for (let s = 0; s < sessions; s++) {
      const end = log.at[s + 1]!;
      for (let a = Math.max(log.at[s]!, end - CLICKS); a < end; a++) {
        const i = rank[log.item[a]!]!;
        if (i >= rows) continue;
        for (let b = a + 1; b < end && b <= a + WINDOW; b++) {
          const j = rank[log.item[b]!]!;
          if (j < rows && j !== i) visit(i, j, 1 / (b - a));
        }
      }
    }
  };
  eachPair((i, j) => {
    degree[i + 1] = degree[i + 1]! + 1;
    degree[j + 1] = degree[j + 1]! + 1;
  });
  for (let i = 0; i < rows; i++) degree[i + 1] = degree[i + 1]! + degree[i]!;
  const next = degree.slice(0, rows);
  const columns = new Uint32Array(degree[rows]!);
  const weights = new Float32Array(degree[rows]!);
  eachPair((i, j, weight) => {
    const a = next[i]!++;
    columns[a] = j;
    weights[a] = weight;
    const b = next[j]!++;
    columns[b] = i;
    weights[b] = weight;
  });
  return mergeEntries(rows, degree, columns, weights);
}

/** Adds up entries of the same row and column, in place. */
function mergeEntries(rows: number, degree: Uint32Array, columns: Uint32Array, weights: Float32Array): CoMatrix {
  const at = new Uint32Array(rows + 1);
  const placeOf = new Int32Array(rows).fill(-1);
  let end = 0;
  for (let i = 0; i < rows; i++) {
    const start = end;
    for (let e = degree[i]!; e < degree[i + 1]!; e++) {
      const j = columns[e]!;
      const place = placeOf[j]!;
      if (place >= start) weights[place] = weights[place]! + weights[e]!;
      else {
        placeOf[j] = end;
        columns[end] = j;
        weights[end++] = weights[e]!;
      }
    }
    at[i + 1] = end;
  }
  return { rows, at, column: columns.slice(0, end), value: weights.slice(0, end) };
}
