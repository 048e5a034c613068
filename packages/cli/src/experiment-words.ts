/** An experiment's results for a terminal: verdicts first, then each arm. */
import type {
  ArmReport,
  ExperimentReport,
  ExperimentResults,
  Metric,
  MetricReport,
} from '@edgewise/core/experiments/arm-report';
import { formatMoney } from '@edgewise/core/money';

const NAMES: Record<Metric, string> = {
  conversion: 'who buys',
  click_through: 'who clicks on a shelf',
  orders_per_unit: 'orders a unit',
  revenue_per_unit: 'revenue a unit',
  revenue_per_order: 'revenue an order',
  revenue_adjusted: 'revenue a unit, adjusted',
};
const METRICS = Object.keys(NAMES) as Metric[];
const WIDTH = Math.max(...Object.values(NAMES).map((name) => name.length)) + 2;

export function resultsInWords(results: ExperimentResults): string {
  const { experiment, active, planned, metric, changed, people, people_not_crossed: apart, crossed, visits } = results;
  const state = planned ? (active ? 'on' : 'off') : 'no longer in the plan';
  const lines = [
    `${experiment}: ${state}. Orders count for ${results.windows_days.conversion} days after the first exposure.`,
    `It is judged by ${NAMES[metric]}. The other figures explain and warn; a decision does not rest on them.`,
    ...(changed.length > 0
      ? [
          `Its arms, weights or figure were changed while it ran, last ${new Date(changed.at(-1)!).toISOString()}: be wary of times that differ.`,
        ]
      : []),
    ...section(`people (${count(people.units)}, ${count(crossed)} of them shown two arms)`, people, results),
    ...(crossed > 0 ? sensitivity(people, apart) : []),
    ...attribution(people, results),
    ...(visits.units > 0 ? section(`visits without a person (${count(visits.units)})`, visits, results) : []),
  ];
  return `${lines.join('\n')}\n`;
}

function section(title: string, report: ExperimentReport, { currency }: ExperimentResults): string[] {
  const lines = ['', title];
  if (report.srm.broken) lines.push(`  the split is not as planned (p ${report.srm.p.toExponential(1)})`);
  const { primary } = report;
  lines.push(`  verdict, by ${NAMES[primary]}: ${report.verdicts[primary].sentence}`);
  const said = new Map<string, string[]>();
  for (const metric of METRICS.filter((other) => other !== primary)) {
    const { sentence } = report.verdicts[metric];
    said.set(sentence, [...(said.get(sentence) ?? []), NAMES[metric]]);
  }
  for (const [sentence, names] of said) lines.push(`  beside it, ${names.join(', ')}: ${sentence}`);
  if (report.units === 0) return lines;
  for (const arm of report.arms) {
    lines.push(
      `  ${arm.arm}: ${count(arm.n)} units, ${arm.orders} orders, ${formatMoney(arm.revenue, currency, 'en-GB')}`,
    );
    lines.push(...METRICS.map((metric) => `    ${NAMES[metric].padEnd(WIDTH)}${figure(metric, arm, currency)}`));
  }
  for (const metric of METRICS) lines.push(...effectsOf(metric, report, currency));
  return lines;
}

/** What shelves were near, under the lift and marked as what it is not. People alone have it. */
function attribution(
  { arms, units }: ExperimentReport,
  { currency, windows_days: windows }: ExperimentResults,
): string[] {
  if (units === 0) return [];
  const part = (amount: number, revenue: number) =>
    `${formatMoney(amount, currency, 'en-GB')}${revenue > 0 ? ` (${percent(amount / revenue)})` : ''}`;
  return [
    '',
    'attributed to shelves: what they were near, not what they caused; the lift above is the figure that counts',
    ...arms.map(
      ({ arm, revenue, by_click: click, by_view: view }) =>
        `  ${arm}: of ${formatMoney(revenue, currency, 'en-GB')}, last click ${part(click, revenue)}, any view ${part(view, revenue)}`,
    ),
    `  Last click: items last clicked on a shelf, ${days(windows.last_click)} before the order at most. Any view: items a shelf showed, ${days(windows.any_view)}.`,
    '  The two overlap: never add them.',
  ];
}

const days = (n: number): string => (n === 1 ? '1 day' : `${n} days`);

/** Who saw two arms left out: does the verdict stay? */
function sensitivity(all: ExperimentReport, apart: ExperimentReport): string[] {
  const changed = METRICS.filter((metric) => all.verdicts[metric].outcome !== apart.verdicts[metric].outcome);
  return [
    changed.length === 0
      ? '  Without those who were shown two arms every verdict is the same.'
      : `  Without those who were shown two arms another verdict on ${changed.map((metric) => NAMES[metric]).join(', ')}.`,
  ];
}

function figure(metric: Metric, { metrics }: ArmReport, currency: string): string {
  const { mean, lift, at_end: end, chance_to_be_best: best } = metrics[metric];
  return [
    value(metric, mean, currency).padEnd(12),
    `best ${percent(best)}`.padEnd(13),
    lift === undefined ? 'control' : inWords(lift),
    ...(end === undefined || typeof end === 'string' ? [] : [`; at the end ${inWords(end)}`]),
  ].join('');
}

function effectsOf(metric: Metric, { effects }: ExperimentReport, currency: string): string[] {
  return (effects?.[metric] ?? []).map(({ levels, estimate, from, to, p }) => {
    const [at, low, high] = [estimate, from, to].map((end) => value(metric, end, currency));
    const what = Object.entries(levels).map(([factor, level]) => `${factor} ${level}`);
    return `  ${NAMES[metric]}, ${what.join(' with ')}: ${at} (between ${low} and ${high}, p ${p.toFixed(3)})`;
  });
}

const inWords = (lift: NonNullable<MetricReport['lift']>): string =>
  typeof lift === 'string'
    ? lift
    : `${signed(lift.estimate)} (between ${signed(lift.from)} and ${signed(lift.to)}, p ${lift.p.toFixed(3)})`;

function value(metric: Metric, mean: number, currency: string): string {
  if (metric.startsWith('revenue')) return formatMoney(Math.round(mean), currency, 'en-GB');
  return metric === 'orders_per_unit' ? mean.toFixed(4) : percent(mean);
}

const count = (units: number): string => units.toLocaleString('en-GB');
const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;

/** An end that JSON could not say is null: there is none. */
const signed = (share: number | null): string =>
  share === null || !Number.isFinite(share) ? 'no limit' : `${share < 0 ? '−' : '+'}${percent(Math.abs(share))}`;
