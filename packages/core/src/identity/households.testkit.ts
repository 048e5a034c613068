/**
 * Made-up households: people with one to three devices, some living together, some working or travelling in the same
 * crowded networks, with tastes of their own. What the scorer's weights were fitted on, and its calibration is tested on.
 */
import type { Traces } from './suggest.ts';

export interface LabelledTraces extends Traces {
  person: number;
}

const ITEMS = 2_000;
const DAYS = 7;

/** mulberry32: a small seeded generator. */
export function seeded(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Share of people who look at an item: a long tail. */
export const shareOf = (item: string): number => Math.min(1, 0.5 / (1 + Number(item.slice(1)) / 20));

export function households(random: () => number, count: number): LabelledTraces[] {
  const pick = (n: number) => Math.floor(random() * n);
  /** Popular items are looked at by everybody, rare ones by few. */
  const anyItem = () => `i${Math.floor(ITEMS * random() ** 3)}`;
  const devices: LabelledTraces[] = [];
  const crowd = new Map<string, number>();
  let person = 0;
  for (let home = 0; home < count; home++) {
    const place = `city ${pick(8)}`;
    const mainLanguage = `language ${pick(4)}`;
    const people = 1 + pick(3);
    for (let i = 0; i < people; i++, person++) {
      const taste = Array.from({ length: 6 }, anyItem);
      const language = random() < 0.8 ? mainLanguage : `language ${pick(4)}`;
      const work = `office ${pick(5)}`;
      const owned = 1 + pick(3);
      for (let d = 0; d < owned; d++) {
        const cells = new Map<string, number>();
        for (let visit = 0; visit < 2 + pick(6); visit++) {
          // A home is full in the evening, an office by day: whoever lives or works together is seen together.
          const isHome = random() < 0.7;
          const hour = pick(DAYS) * 24 + (isHome ? 18 + pick(4) : 9 + pick(8));
          const together = devices.filter((one) => one.person === person);
          const other = together[pick(Math.max(1, together.length))];
          // A person's other devices are often at hand in the same hour.
          const near = other && random() < 0.3 ? [...other.cells.keys()][0] : undefined;
          const cell = near ?? `${isHome ? `home ${home}` : work}/${hour}`;
          if (!cells.has(cell)) crowd.set(cell, (crowd.get(cell) ?? 0) + 1);
          cells.set(cell, 0);
        }
        const items = [...taste.filter(() => random() < 0.5), ...Array.from({ length: 3 + pick(8) }, anyItem)];
        const own = random() < 0.92 ? language : `language ${pick(4)}`;
        devices.push({ person, cells, items, language: own, place: random() < 0.9 ? place : `city ${pick(8)}` });
      }
    }
  }
  for (const { cells } of devices)
    for (const cell of cells.keys()) (cells as Map<string, number>).set(cell, crowd.get(cell)!);
  return devices;
}
