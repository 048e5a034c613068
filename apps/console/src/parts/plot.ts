/** Draws a chart's curve on a canvas. Loads apart from the pages: their figures do not wait for it. */
import uPlot from 'uplot';
import type { ChartProps } from './chart.tsx';

export interface Plot {
  setProps(props: ChartProps): void;
  destroy(): void;
}

/** @param latest what is read at each drawing */
export function drawPlot(latest: { current: Required<ChartProps> }, host: HTMLElement, tip: HTMLElement): Plot {
  const options = optionsOf(latest, host);
  options.hooks = { setCursor: [(one) => showTip(one, tip, latest.current)] };
  const plot = new uPlot(options, dataOf(latest.current), host);
  const observer = new ResizeObserver(() => {
    const { clientWidth } = host;
    if (clientWidth > 0 && clientWidth !== plot.width) plot.setSize({ width: clientWidth, height: plot.height });
  });
  observer.observe(host);
  return {
    setProps: (props) => plot.setData(dataOf(props)),
    destroy() {
      observer.disconnect();
      plot.destroy();
    },
  };
}

/** A canvas knows no custom properties: an element in the page is asked what colour one comes to. */
function colourOf(name: string, within: HTMLElement): string {
  within.style.color = `var(${name})`;
  const { color } = getComputedStyle(within);
  within.style.color = '';
  return color;
}

/** Steps of an axis: whole ones, as counts and minor units are. */
const STEPS = Array.from({ length: 12 }, (_, power) => [1, 2, 5].map((one) => one * 10 ** power)).flat();

/** Beside bars there is room for half of one. */
function timeRange(times: readonly number[], hasBars: boolean): [number, number] {
  const [first = 0, last = 0] = [times[0], times.at(-1)];
  const half = hasBars && times.length > 1 ? (last - first) / (times.length - 1) / 2 : 0;
  return [(first - half) / 1000, (last + half) / 1000];
}

/** Room for the name of a time, CSS pixels. */
const NAME_WIDTH = 76;

/** The least that an axis of amounts takes, and what stands between them and the curve, CSS pixels. */
const AXIS_WIDTH = 44;
const AXIS_GAP = 12;

/** As much as the longest amount needs: a currency's code is longer than its sign. */
function axisSize({ ctx }: uPlot, amounts: string[] | null, font: string): number {
  ctx.save();
  ctx.font = font;
  const widths = (amounts ?? []).map((amount) => ctx.measureText(amount).width);
  ctx.restore();
  return Math.ceil(Math.max(AXIS_WIDTH, ...widths.map((width) => width + AXIS_GAP)));
}

/** Those of the times that find room for their names; they need not be evenly spread. */
function spread(times: readonly number[], width: number): number[] {
  const [first = 0, last = 0] = [times[0], times.at(-1)];
  const room = ((last - first) * NAME_WIDTH) / Math.max(NAME_WIDTH, width);
  let free = Number.NEGATIVE_INFINITY;
  return times
    .filter((at) => {
      if (at < free) return false;
      free = at + room;
      return true;
    })
    .map((at) => at / 1000);
}

function optionsOf(latest: { current: Required<ChartProps> }, host: HTMLElement): uPlot.Options {
  const { series, height } = latest.current;
  const [faint, line, fill] = ['--faint', '--line', '--chart-fill'].map((name) => colourOf(name, host));
  const font = `11px ${getComputedStyle(host).fontFamily}`;
  const hasBars = series.some(({ kind }) => kind === 'bars');
  const bars = uPlot.paths.bars!({ size: [0.72, 24], radius: 0.12 });
  const spline = uPlot.paths.spline!();
  return {
    width: host.clientWidth || 300,
    height,
    // At the right half a name.
    padding: [8, hasBars ? 4 : 22, 0, 0],
    legend: { show: false },
    cursor: { y: false, points: { show: false }, drag: { x: false, y: false } },
    scales: {
      x: { range: () => timeRange(latest.current.times, hasBars) },
      y: { range: (_, __, most) => [0, Math.max(1, most * 1.08)] },
    },
    axes: [
      {
        stroke: faint!,
        font,
        grid: { show: false },
        ticks: { show: false },
        size: 24,
        splits: (plot) => spread(latest.current.times, plot.width),
        values: (_, splits) => splits.map((seconds) => latest.current.formatTime(seconds * 1000)),
      },
      {
        stroke: faint!,
        font,
        grid: { stroke: line!, width: 1 },
        ticks: { show: false },
        border: { show: false },
        size: (plot, values) => axisSize(plot, values, font),
        space: 40,
        incrs: STEPS,
        values: (_, splits) => splits.map((value) => latest.current.formatAxis(value)),
      },
    ],
    series: [
      {},
      ...series.map(({ label, kind = 'line', tone = 'accent' }, i): uPlot.Series => {
        const colour = colourOf(`--chart-${tone}`, host);
        return {
          label,
          stroke: colour,
          width: kind === 'bars' ? 0 : 2,
          points: { show: false },
          paths: kind === 'bars' ? bars : spline,
          ...(kind === 'bars' ? { fill: colour } : i === 0 && { fill: fill! }),
        };
      }),
    ],
  };
}

const dataOf = ({ times, series }: ChartProps): uPlot.AlignedData => [
  times.map((at) => at / 1000),
  ...series.map(({ values }) => [...values]),
];

/** The values under the pointer. */
function showTip(plot: uPlot, tip: HTMLElement, { times, series, format, formatTime }: ChartProps): void {
  const { idx, left = -1 } = plot.cursor;
  tip.hidden = idx == null || left < 0;
  if (idx == null || left < 0) return;
  const lines = series.map(({ label, values }) => `${label}: ${format(values[idx] ?? null)}`);
  tip.textContent = [formatTime(times[idx] ?? 0), ...lines].join('\n');
  const offset = plot.bbox.left / devicePixelRatio;
  const isLate = left > plot.bbox.width / devicePixelRatio / 2;
  tip.style.left = isLate ? '' : `${offset + left + 12}px`;
  tip.style.right = isLate ? `${plot.width - offset - left + 12}px` : '';
}
