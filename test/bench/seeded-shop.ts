/** A seeded shop for benches: Zipf-like popularity, neighbours that go together. The same every run. */

/** mulberry32: a small generator, uniform in [0, 1). */
export function seeded(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const productLine = (i: number) =>
  `{"item_id":"i${i}","title":"${['Red', 'Blue', 'Green'][i % 3]} thing ${i % 499} of kind ${i % 37}","link":"https://shop.example/p/${i}","price":${1 + (i % 90)},"product_type":"Kind ${i % 37} > Sort ${i % 11}"}`;

/** Behaviour as NDJSON, `perChunk` sessions a chunk; a session has 2 to 9 interactions, 5.5 in the mean. */
export function* behaviourChunks(sessions: number, products: number, perChunk: number): Generator<string> {
  const random = seeded(7);
  const popular = () => Math.floor(products ** random()) - 1;
  let lines: string[] = [];
  for (let s = 0; s < sessions; s++) {
    const start = popular();
    const length = 2 + Math.floor(random() * 8);
    for (let step = 0; step < length; step++) {
      const item = random() < 0.7 ? (start + Math.floor(random() * 12)) % products : popular();
      lines.push(`{"session_id":${s},"item_id":"i${item}","timestamp":${1_790_000_000 + s * 30 + step}}`);
    }
    if ((s + 1) % perChunk === 0 || s === sessions - 1) {
      yield lines.join('\n');
      lines = [];
    }
  }
}
