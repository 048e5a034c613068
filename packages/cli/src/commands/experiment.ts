/** `edgewise experiment`: what a shop's experiments came to, and how long the next one takes. */
import type { ExperimentResults } from '@edgewise/core/experiments/arm-report';
import { plan } from '@edgewise/core/experiments/planner';
import { BrokenFigure } from '@edgewise/core/experiments/sample';
import type { BanditReport } from '@edgewise/core/plan/bandits';
import { DEFAULT_URL, REAL_WORLD, type World } from '../admin-client.ts';
import { clientOf, sitePath } from '../admin-options.ts';
import { type Options, readOptions } from '../arguments.ts';
import { type Command, UsageError } from '../command.ts';
import { resultsInWords } from '../experiment-words.ts';
import { say } from '../say.ts';

const HELP = `edgewise experiment: what the plan's experiments came to, and how long the next one takes

Usage: edgewise experiment list    --site SITE
       edgewise experiment results NAME --site SITE
       edgewise experiment plan    --mean M --lift L [--variance V] [--power P] [--alpha A]
                                   [--variations N] [--units-per-day N]

  --site SITE      the site's key
  --url URL        the worker; ${DEFAULT_URL} if not given
  --token TOKEN    its admin token. Better: set EDGEWISE_ADMIN_TOKEN
  --json           print one JSON object

list names the experiments of the published plan, the holdout first, then past ones, and where each bandit stands.

results says the verdict in a sentence, with the money at stake: on the figure that the plan says the experiment is
judged by ("metric", who buys unless it says another), then beside it on the others. Then each arm. The interval is
right at every look; "at the end" is right once, when the planned number of units is there. "holdout" is the
lift of everything together over showing no personalisation: the figure that counts. Below it stands the revenue
attributed to shelves by last click and by any view: what they were near, not what they caused.

plan needs no worker. It says how many units it takes to see a lift, and how many days. What it promises is what the
verdict keeps: the power to find one arm with that lift by the figure the experiment is judged by, at the 5% that verdicts
go by, however many other figures are shown and arms there are:

  --mean M            today's figure a unit: 0.03 for 3% who buy, 1.80 for money
  --lift L            the smallest lift worth knowing of, of the mean: 0.05 is five per cent more
  --variance V        of one unit; needed for a figure that is no share
  --power P           chance to find it (0.8)
  --alpha A           chance of a false alarm (0.05)
  --variations N      arms beside the control (1)
  --units-per-day N   visitors a day who see the shelf

Examples:
  edgewise experiment results holdout --site acme
  edgewise experiment plan --mean 0.03 --lift 0.1 --units-per-day 4000
`;

type Task = (options: Options, world: World) => Promise<number>;

const REACH = ['site', 'url', 'token'];
const TASKS: Record<string, { values: readonly string[]; operands?: readonly string[]; run: Task }> = {
  list: { values: REACH, run: list },
  results: { values: REACH, operands: ['NAME'], run: results },
  plan: { values: ['mean', 'lift', 'variance', 'power', 'alpha', 'variations', 'units-per-day'], run: planUnits },
};

export function experimentCommand(world: World): Command {
  return {
    name: 'experiment',
    summary: 'what experiments came to, and how long the next one takes',
    help: HELP,
    async run([task = '', ...args]) {
      const known = Object.hasOwn(TASKS, task) ? TASKS[task] : undefined;
      if (!known) {
        const there = Object.keys(TASKS).join(', ');
        throw new UsageError(
          task === '' ? `expected one of ${there}` : `there is no 'experiment ${task}'; there are ${there}`,
        );
      }
      const { values, operands, run } = known;
      return run(readOptions(args, { values, flags: ['json'], ...(operands && { operands }) }), world);
    },
  };
}

export const experiment = experimentCommand(REAL_WORLD);

const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;

interface Listed {
  experiments: { id: string; active: boolean; planned: boolean; arms: { id: string; weight?: number }[] }[];
  bandits: BanditReport[];
}

async function list(options: Options, world: World): Promise<number> {
  const listed = (await clientOf(options, world).get(sitePath(options, '/experiments'))) as Listed;
  const width = Math.max(...listed.experiments.map(({ id }) => id.length)) + 2;
  const experiments = listed.experiments.map(({ id, active, planned, arms }) => {
    const parts = arms.map((arm) => `${arm.id}${arm.weight === undefined ? '' : ` ${percent(arm.weight)}`}`);
    return `${id.padEnd(width)}${active ? 'on  ' : planned ? 'off ' : 'past'} ${parts.join(', ')}\n`;
  });
  const bandits = listed.bandits.map(({ placement, step, ends, arms }) => {
    const until = ends === null ? 'nobody has seen it yet' : `step ${step} until ${new Date(ends).toISOString()}`;
    const parts = arms.map(({ strategy, share }) => `${strategy} ${percent(share)}`);
    return `bandit of ${placement}: ${parts.join(', ')} (${until})\n`;
  });
  return say(options, listed, [...experiments, ...bandits].join(''));
}

async function results(options: Options, world: World): Promise<number> {
  const path = sitePath(options, `/experiments/${encodeURIComponent(options.operand('NAME'))}`);
  const found = (await clientOf(options, world).get(path)) as ExperimentResults;
  return say(options, found, resultsInWords(found));
}

async function planUnits(options: Options): Promise<number> {
  const number = (name: string): number | undefined => {
    const text = options.text(name);
    if (text === undefined) return undefined;
    const value = Number(text);
    if (text.trim() === '' || !Number.isFinite(value))
      throw new UsageError(`--${name} is '${text}', expected a number`);
    return value;
  };
  options.required('mean');
  options.required('lift');
  const [variance, power, alpha, variations] = ['variance', 'power', 'alpha', 'variations'].map(number);
  const wanted = {
    mean: number('mean')!,
    lift: number('lift')!,
    ...(variance !== undefined && { variance }),
    ...(power !== undefined && { power }),
    ...(alpha !== undefined && { alpha }),
    ...(variations !== undefined && { variations }),
  };
  const perDay = number('units-per-day') ?? 0;
  const planned = (method: 'sequential' | 'fixed') => {
    try {
      const { units, control, perVariation, days } = plan({ ...wanted, method });
      const lasts = days(perDay);
      return { units, control, per_variation: perVariation, days: Number.isFinite(lasts) ? lasts : null };
    } catch (cause) {
      if (cause instanceof BrokenFigure) throw new UsageError(`--${cause.message}`);
      throw cause;
    }
  };
  const result = { ...wanted, sequential: planned('sequential'), fixed: planned('fixed') };
  const line = ({ units, control, days }: typeof result.fixed) =>
    `${units.toLocaleString('en-GB')} units (${control.toLocaleString('en-GB')} in the control)` +
    (days === null ? '' : `, ${days} ${days === 1 ? 'day' : 'days'}`);
  return say(
    options,
    result,
    `looking whenever you like: ${line(result.sequential)}\nlooking once, at the end:   ${line(result.fixed)}\n`,
  );
}
