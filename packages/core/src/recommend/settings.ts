/** Settings of the session neighbours; learned per shop at training time and stored in the snapshot. */
export interface KnnSettings {
  /** Newest clicks of the session that are looked at. */
  clicks: number;
  /** Newest past sessions looked at per click. */
  postings: number;
  /** Most similar past sessions that may recommend. */
  neighbours: number;
  /** λ_spw: a click that lies this many clicks back weighs 1/e of the newest. */
  positionDecay: number;
  /** λ_ipw: as `positionDecay`, for the newest click that a neighbour shares. */
  matchDecay: number;
  /** λ_inh: an item that lies this many clicks from the match inside the neighbour weighs 1/e. */
  insideDecay: number;
  /**
   * λ_snh, as a share of all past sessions: a neighbour with this share of them after it weighs 1/e. Counted in sessions
   * rather than days, so that quiet nights, rushes and odd clocks change nothing.
   */
  recency: number;
  /** λ_idf: how much rare items are lifted. */
  idfWeight: number;
}

/** The newest sessions of an item that are kept: more brought nothing on any set measured. */
export const POSTINGS = 500;

/** What holds on every shop measured; the start for learning, and what serves where there is too little to learn from. */
export const DEFAULT_KNN: KnnSettings = {
  clicks: 9,
  postings: POSTINGS,
  neighbours: 700,
  positionDecay: 4,
  matchDecay: 2,
  insideDecay: 3,
  recency: 1,
  idfWeight: 2,
};
