import { LIMITS } from '@edgewise/protocol/limits';
import { describe, expect, it } from 'vitest';
import { decodeCapsule, encodeCapsule } from './capsule.ts';
import { type FirstArm, withFirstArm } from './exposures.ts';
import { contributionOf, newPerson } from './state.ts';

const N = LIMITS.exposuresKept;
/** The holdout first of all, then one experiment after the other. */
function exposed(count: number): Record<string, FirstArm> {
  const ids = ['holdout', 'bandit.home:7', ...Array.from({ length: count - 2 }, (_, i) => `one-${i}`)];
  return Object.fromEntries(ids.map((id, i) => [id, { arm: 'a', time: i }]));
}
const first = (time: number): FirstArm => ({ arm: 'b', time });
const PLAN = ['holdout', 'one-0', 'another', 'bandit.home'];

describe('which first arms are remembered', () => {
  it('[W8] [X17] all of N; of N + 1 the one that was shown first makes way, but for those of the plan', () => {
    const full = withFirstArm(exposed(N - 1), 'another', first(9_000), PLAN)!;
    expect(Object.keys(full)).toHaveLength(N);
    const next = withFirstArm(full, 'yet-another', first(9_001), [...PLAN, 'yet-another'])!;
    expect(Object.keys(next)).toHaveLength(N);
    expect(Object.keys(full).filter((id) => !next[id])).toEqual(['one-1']);
    expect(next).toMatchObject({ holdout: { arm: 'a' }, 'bandit.home:7': { arm: 'a' }, 'yet-another': first(9_001) });
  });

  it('[X17] goes on for as long as a shop has experiments', () => {
    let kept: Record<string, FirstArm> = { holdout: first(0) };
    for (let i = 0; i < 3 * N; i++) kept = withFirstArm(kept, `year-${i}`, first(i + 1), ['holdout', `year-${i}`])!;
    expect([Object.keys(kept).length, kept.holdout, kept[`year-${3 * N - 1}`]?.time]).toEqual([N, first(0), 3 * N]);
  });

  it('[X17] what comes late of an experiment that is over takes nobody’s place', () => {
    expect(withFirstArm(exposed(N), 'long-ago', first(1), PLAN)).toBeUndefined();
    expect(withFirstArm(exposed(N), 'unknown-plan', first(9_000), undefined)).toBeUndefined();
  });

  it('[X17] a plan of the largest kind leaves room for all of its own', () => {
    const experiments = Array.from({ length: LIMITS.planExperiments }, (_, i) => `e${i}`);
    const placements = Array.from({ length: LIMITS.planPlacements }, (_, i) => `bandit.p${i}`);
    const running = ['holdout', ...experiments, ...placements];
    let kept = exposed(N);
    for (const id of running.flatMap((name) => (name.startsWith('bandit.') ? [`${name}:1`, `${name}:2`] : [name]))) {
      kept = withFirstArm(kept, id, first(9_000), running) ?? kept;
    }
    for (const id of experiments) expect(kept[id]).toBeDefined();
    for (const id of placements) expect([kept[`${id}:1`], kept[`${id}:2`]]).not.toContain(undefined);
  });

  it('[X5] [X17] the capsule has what is running before what is over: the holdout stays as it was dealt', () => {
    const state = newPerson('p', 'demo', 'u');
    state.experiments = ['holdout', 'one-0', 'bandit.home'];
    contributionOf(state, 'phone', 0).exposures = exposed(40);
    const { kept } = decodeCapsule(encodeCapsule(state, 'phone', 50_000, 2_048), 50_000)!;
    expect(kept).toMatchObject({ holdout: 'a', 'one-0': 'a', 'bandit.home:7': 'a', 'one-37': 'a' });
    expect(kept['one-1']).toBeUndefined();
  });
});
