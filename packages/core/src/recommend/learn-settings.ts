/**
 * Chooses the neighbours' settings on held-back clicks: one setting after the other, its values raced over the same clicks
 * with the best of the others so far. All values rank a click before the next one comes, while what they walk is at hand,
 * and whoever can no longer win leaves (racing: Maron, Moore: "Hoeffding races", NIPS 1993, with paired differences).
 */
import { Evidence } from './evidence.ts';
import type { Point } from './held-back.ts';
import type { Learned } from './knowledge.ts';
import { Focus } from './neighbours.ts';
import { RankedList, rankIn } from './ranked.ts';
import { SessionKnn } from './session-knn.ts';
import { DEFAULT_KNN, type KnnSettings } from './settings.ts';

const CHOICES: readonly (readonly Partial<KnnSettings>[])[] = [
  [{ insideDecay: 1.2 }, { insideDecay: 8 }, { insideDecay: 1e6 }],
  [{ matchDecay: 1 }, { matchDecay: 4 }, { matchDecay: 16 }],
  [{ positionDecay: 1.5 }, { positionDecay: 12 }],
  [{ recency: 0.1 }, { recency: 0.3 }, { recency: 1e6 }],
];
/** What a value must add to hr + mrr a point to take the place of one that holds on most shops. */
const LEAST_GAIN = 0.002;
/** Points between two looks at who can no longer win: whom even so many standard errors would not lift to the least gain. */
const LAP = 100;
const ERRORS = 1.5;
const SHELF = 20;
/** Fewer past sessions than serve: enough to tell settings apart by. */
const LESS = { neighbours: 200, postings: 250 };

export function learnSettings(known: Learned, points: readonly Point[]): KnnSettings {
  const held = new Held(known, points);
  for (const values of CHOICES) held.race(values);
  return held.settings;
}

interface Challenger {
  settings: KnnSettings;
  ranking: SessionKnn;
  /** By point. */
  worth: Float64Array;
  /** Sum of what it is worth more than the holder, and of its squares. */
  ahead: number;
  squares: number;
}

/** The settings that hold so far, and what each point is worth with them. */
class Held {
  settings = DEFAULT_KNN;
  readonly #known: Learned;
  readonly #points: readonly Point[];
  readonly #focus: Focus;
  readonly #list = new RankedList();
  #worth: Float64Array | undefined;

  constructor(known: Learned, points: readonly Point[]) {
    this.#known = known;
    this.#points = points;
    this.#focus = new Focus(known.items.length, DEFAULT_KNN.clicks);
  }

  /** Lets changes of the settings challenge them; the best that adds enough takes their place. */
  race(changes: readonly Partial<KnnSettings>[]): void {
    const points = this.#points;
    const holder = this.#worth ? undefined : this.#challenger({});
    this.#worth ??= holder!.worth;
    let running = changes.map((change) => this.#challenger(change));
    for (let p = 0; p < points.length && (running.length > 0 || holder); p++) {
      if (holder) this.#run(holder, p);
      for (const one of running) this.#run(one, p);
      if ((p + 1) % LAP === 0) running = running.filter((one) => canWin(one, p + 1));
    }
    let most = LEAST_GAIN * points.length;
    for (const one of running) {
      if (one.ahead <= most) continue;
      most = one.ahead;
      this.settings = one.settings;
      this.#worth = one.worth;
    }
  }

  #run(one: Challenger, p: number): void {
    const { clicks, count, wanted } = this.#points[p]!;
    this.#focus.set(clicks, count, one.settings.clicks);
    this.#list.start(SHELF);
    one.ranking.rank(this.#focus, this.#list);
    const rank = rankIn(this.#list.finish(), wanted);
    one.worth[p] = rank > 0 ? 1 + 1 / rank : 0;
    const ahead = one.worth[p]! - this.#worth![p]!;
    one.ahead += ahead;
    one.squares += ahead * ahead;
  }

  #challenger(change: Partial<KnnSettings>): Challenger {
    const { view, rarity, items } = this.#known;
    const settings = { ...this.settings, ...change };
    const evidence = new Evidence(view, items.length, { ...settings, ...LESS });
    return {
      settings,
      ranking: new SessionKnn(evidence, rarity, settings.idfWeight),
      worth: new Float64Array(this.#points.length),
      ahead: 0,
      squares: 0,
    };
  }
}

const canWin = ({ ahead, squares }: Challenger, points: number) =>
  ahead + ERRORS * Math.sqrt(squares) > LEAST_GAIN * points;
