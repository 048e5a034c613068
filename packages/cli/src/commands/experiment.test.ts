import { type ArmTotals, type ExperimentResults, NO_TOTALS, reportArms } from '@edgewise/core/experiments/arm-report';
import { describe, expect, it } from 'vitest';
import { run, worldOf } from './command.testkit.ts';
import { experimentCommand } from './experiment.ts';

const AT = ['--site', 'acme', '--token', 'a-token-of-thirty-two-characters'];

const arm = (id: string, n: number, orders: number, over: object = {}): { id: string; totals: ArmTotals } => {
  const revenue = orders * 2_000;
  const squares = orders * 4e6;
  const totals = { ...NO_TOTALS, n, converted: orders, orders, orders2: orders, revenue, revenue2: squares };
  return { id, totals: { ...totals, orders_revenue: revenue, capped: revenue, capped2: squares }, ...over };
};
const attributed = ({ id, totals }: ReturnType<typeof arm>, by_click: number, by_view: number) => ({
  id,
  totals: { ...totals, by_click, by_view },
});
const stake = { units: 1_000, of: 'per 1,000 visitors', currency: 'EUR', digits: 2 };
const RESULTS: ExperimentResults = {
  experiment: 'title',
  active: true,
  planned: true,
  metric: 'conversion',
  changed: [],
  currency: 'EUR',
  first: 0,
  newest: 1,
  windows_days: { conversion: 30, last_click: 7, any_view: 1 },
  people: reportArms([arm('plain', 100, 10), attributed(arm('loud', 100, 50), 15_000, 40_000)], stake),
  people_not_crossed: reportArms([arm('plain', 3, 0), arm('loud', 3, 1)], stake),
  crossed: 194,
  visits: reportArms([arm('plain', 0, 0), arm('loud', 0, 0)], stake),
};
const worker = (body: unknown) => worldOf(() => ({ body }));

describe('edgewise experiment', () => {
  it('says the verdicts with the money at stake, both ways of looking, and whether two arms a person matter', async () => {
    const { world, requests } = worker(RESULTS);
    const { out, code } = await run(experimentCommand(world), ['results', 'title', ...AT]);
    expect([code, requests[0]!.path]).toEqual([0, '/admin/v1/sites/acme/experiments/title']);
    expect(out).toContain('“loud” is better than “plain” by +400.0%');
    expect(out).toMatch(/which is 8,000 EUR per 1,000 visitors/);
    expect(out).toMatch(/plain: 100 units, 10 orders, €200\.00/);
    expect(out).toMatch(/who buys +50\.0% +best .*\+400\.0% \(between \+\d.*; at the end \+400\.0%/);
    expect(out).toMatch(/Without those who were shown two arms another verdict on who buys/);
    expect(out).not.toContain('visits without a person');
    expect(out).toMatch(/not what they caused; the lift above is the figure that counts/);
    expect(out).toContain('plain: of €200.00, last click €0.00 (0.0%), any view €0.00 (0.0%)');
    expect(out).toContain('loud: of €1,000.00, last click €150.00 (15.0%), any view €400.00 (40.0%)');
    expect(out).toMatch(/clicked on a shelf, 7 days before .* a shelf showed, 1 day\./);
    expect(out).toMatch(/verdict, by who buys: “loud” is better/);
    expect(out).toMatch(/beside it, .*revenue a unit.*: “loud” is better/);
    const late = { ...RESULTS, planned: false, changed: [Date.UTC(2026, 10, 1)] };
    const past = await run(experimentCommand(worker(late).world), ['results', 'title', ...AT]);
    expect(past.out).toMatch(/^title: no longer in the plan\./);
    expect(past.out).toContain('changed while it ran, last 2026-11-01');
    const { out: json } = await run(experimentCommand(worker(RESULTS).world), ['results', 'title', ...AT, '--json']);
    expect(JSON.parse(json)).toMatchObject({ experiment: 'title', crossed: 194 });
  });

  it('[X7] says what each factor does', async () => {
    const cells = [
      arm('plain.many', 1_000, 100, { levels: { title: 'plain', count: 'many' } }),
      arm('plain.few', 1_000, 100, { levels: { title: 'plain', count: 'few' } }),
      arm('loud.many', 1_000, 200, { levels: { title: 'loud', count: 'many' } }),
      arm('loud.few', 1_000, 200, { levels: { title: 'loud', count: 'few' } }),
    ];
    const { world } = worker({ ...RESULTS, people: reportArms(cells, stake) });
    const { out } = await run(experimentCommand(world), ['results', 'title', ...AT]);
    expect(out).toMatch(/who buys, title loud: 10\.0% \(between \d/);
    expect(out).toMatch(/revenue a unit, title loud with count few: -?€0\.00/);
  });

  it('lists what there is, bandits too', async () => {
    const { world } = worker({
      experiments: [
        {
          id: 'holdout',
          active: true,
          planned: true,
          arms: [
            { id: 'held', weight: 0.05 },
            { id: 'shown', weight: 0.95 },
          ],
        },
      ],
      bandits: [
        {
          placement: 'home',
          reward: 'orders',
          step: 3,
          began: 0,
          ends: Date.UTC(2026, 10, 23),
          arms: [
            { strategy: 'newest', share: 0.02, units: 900, mean: 0.01, lately: { units: 9, sum: 0 } },
            { strategy: 'trending', share: 0.98, units: 900, mean: 0.05, lately: { units: 90, sum: 5 } },
          ],
        },
      ],
    });
    const { out } = await run(experimentCommand(world), ['list', ...AT]);
    expect(out).toBe(
      'holdout  on   held 5.0%, shown 95.0%\n' +
        'bandit of home: newest 2.0%, trending 98.0% (step 3 until 2026-11-23T00:00:00.000Z)\n',
    );
  });

  it('[X27] plans without a worker, and refuses by name what cannot be planned', async () => {
    const { world, requests } = worker({});
    const ask = (...args: string[]) => run(experimentCommand(world), ['plan', ...args]);
    const { out } = await ask('--mean', '0.03', '--lift', '0.1', '--units-per-day', '4000', '--json');
    const { fixed, sequential } = JSON.parse(out) as Record<string, { units: number; days: number }>;
    // (1.96 + 0.84)² · 2 · p (1 − p) / (0.003)², a little more for the other arm's variance.
    expect(fixed!.units).toBeGreaterThan(100_000);
    expect(fixed!.units).toBeLessThan(110_000);
    expect(fixed!.days).toBe(Math.ceil(fixed!.units / 4_000));
    expect(sequential!.units).toBeGreaterThan(fixed!.units);
    expect((await ask('--mean', '0.03', '--lift', '0.1')).out).toMatch(/^looking whenever you like: \d/);
    expect(await ask('--lift', '0.1')).toMatchObject({ code: 2, err: '--mean is missing' });
    expect((await ask('--mean', '3', '--lift', '0.1')).err).toMatch(/^--mean: expected a share between 0 and 1/);
    expect((await ask('--mean', 'x', '--lift', '0.1')).err).toBe("--mean is 'x', expected a number");
    expect(requests).toEqual([]);
    const lost = await run(experimentCommand(world), ['lst']);
    expect(lost).toMatchObject({ code: 2, err: "there is no 'experiment lst'; there are list, results, plan" });
  });
});
