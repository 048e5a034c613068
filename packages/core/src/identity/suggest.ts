/**
 * How probable it is that two devices are one person's, from traces that both consented to [I9]. A suggestion for the shop's
 * staff and nothing else: published matchers that had far more to go by were right in less than nine of ten cases.
 *
 *   logit p = BIAS + network·ln(1 + N) + items·I + language + place
 *
 * N: hours in which both were seen in one network, each divided by how many others were there. I: items both looked at in the
 * same order, each by how rare it is. The weights are a logistic regression over 3,617 pairs of the made-up households in
 * `households.testkit.ts` that shared an hour; `suggest.test.ts` checks the calibration on others. Real shoppers differ, so
 * the probability is a rank before it is a frequency.
 */

export interface Traces {
  /** `<network>/<hour>` → how many devices were seen there then, this one included. */
  cells: ReadonlyMap<string, number>;
  /** Items looked at, oldest first. */
  items: readonly string[];
  /** BCP 47, or empty where unknown. */
  language: string;
  /** Country and city, or empty where unknown. */
  place: string;
}

export interface Evidence {
  /** Shared hours in one network, crowded ones counting less. */
  networkHours: number;
  /** Shared items in the same order, in nats of surprise. */
  items: number;
  /** 1 same, −1 different, 0 unknown. */
  language: -1 | 0 | 1;
  place: -1 | 0 | 1;
}

const BIAS = -2.84;
/** `items` for each nat. */
const WEIGHT = { networkHours: 0.33, items: 1.06, language: 0.97, place: 0.84 } as const;

/** Suggestions below this are not worth anybody's time. */
export const WORTH_SHOWING = 0.5;

const MOST_ITEMS = 100;

/**
 * @param share of all people who looked at an item, 0 < share ≤ 1
 */
export function compare(a: Traces, b: Traces, share: (item: string) => number): Evidence {
  let networkHours = 0;
  for (const [cell, crowd] of a.cells) {
    if (b.cells.has(cell)) networkHours += 1 / Math.max(1, crowd - 1);
  }
  return {
    networkHours,
    items: orderedSurprise(unique(a.items), unique(b.items), share),
    language: agreement(a.language, b.language),
    place: agreement(a.place, b.place),
  };
}

/** 0 … 1. Two that were never in one network at the same hour are no candidates: 0. */
export function probability({ networkHours, items, language, place }: Evidence): number {
  if (networkHours === 0) return 0;
  const logit =
    BIAS +
    WEIGHT.networkHours * Math.log1p(networkHours) +
    WEIGHT.items * items +
    WEIGHT.language * language +
    WEIGHT.place * place;
  return 1 / (1 + Math.exp(-logit));
}

/** What speaks for and against, for the shop's staff. */
export function reasonsOf({ networkHours, items, language, place }: Evidence): string[] {
  return [
    ...(networkHours > 0 ? [`seen in the same network in ${networkHours.toFixed(1)} of the same hours`] : []),
    ...(items > 0 ? [`looked at the same rare items in the same order (${items.toFixed(1)} nats)`] : []),
    ...(language !== 0 ? [language > 0 ? 'same language' : 'different languages'] : []),
    ...(place !== 0 ? [place > 0 ? 'same place' : 'different places'] : []),
  ];
}

const agreement = (a: string, b: string): -1 | 0 | 1 => (a === '' || b === '' ? 0 : a === b ? 1 : -1);

const unique = (items: readonly string[]): string[] => [...new Set(items)].slice(-MOST_ITEMS);

/** The heaviest common subsequence, an item weighing −ln of its share. */
function orderedSurprise(a: readonly string[], b: readonly string[], share: (item: string) => number): number {
  let row = new Float64Array(b.length + 1);
  for (const item of a) {
    const next = new Float64Array(b.length + 1);
    for (let j = 1; j <= b.length; j++) {
      const surprise = item === b[j - 1] ? -Math.log(Math.min(1, Math.max(1e-6, share(item)))) : 0;
      next[j] = Math.max(row[j]!, next[j - 1]!, surprise > 0 ? row[j - 1]! + surprise : 0);
    }
    row = next;
  }
  return row[b.length]!;
}
