/**
 * How much CPU time our script takes in one stretch, by V8's sampling profiler. The sampler's signal waits while another
 * process has the core, so a busy machine makes a gap and no samples: unlike wall time, the figure can be trusted there.
 * What the browser does for us while we wait (parsing HTML, a forced layout) counts as ours.
 */
import type { Page } from 'playwright-core';

const EVERY_US = 200;
/** A longer gap between two samples was not the script's. */
const MOST_US = 2 * EVERY_US;

interface Profile {
  nodes: { id: number; callFrame: { url: string; functionName: string }; children?: number[] }[];
  samples: number[];
  timeDeltas: number[];
}

/** @returns the longest stretch in ms, and the functions it was spent in */
export async function longestOwnStretch(page: Page, visit: () => Promise<void>): Promise<{ ms: number; in: string }> {
  const session = await page.context().newCDPSession(page);
  await session.send('Profiler.enable');
  await session.send('Profiler.setSamplingInterval', { interval: EVERY_US });
  await session.send('Profiler.start');
  await visit();
  const { profile } = (await session.send('Profiler.stop')) as unknown as { profile: Profile };
  await session.detach();
  return longest(profile);
}

function longest({ nodes, samples, timeDeltas }: Profile): { ms: number; in: string } {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(nodes.flatMap(({ id, children }) => children?.map((child) => [child, id] as const) ?? []));
  const names = (id: number): string[] => {
    const found: string[] = [];
    for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
      const { url, functionName } = byId.get(at)!.callFrame;
      if (/\/ew[^/]*\.js/.test(url)) found.push(functionName || '(anonymous)');
    }
    return found;
  };
  let best = { ms: 0, in: '' };
  let stretch = 0;
  const spent = new Map<string, number>();
  samples.forEach((id, at) => {
    const own = names(id);
    if (!own[0]) {
      stretch = 0;
      spent.clear();
      return;
    }
    // A sample stands for the time until the next one.
    const us = Math.min(timeDeltas[at + 1] ?? 0, MOST_US);
    stretch += us;
    spent.set(own[0], (spent.get(own[0]) ?? 0) + us);
    if (stretch / 1000 > best.ms) {
      const most = [...spent].sort((a, b) => b[1] - a[1]).slice(0, 4);
      best = { ms: stretch / 1000, in: most.map(([name, sum]) => `${name} ${(sum / 1000).toFixed(1)}`).join(', ') };
    }
  });
  return best;
}
